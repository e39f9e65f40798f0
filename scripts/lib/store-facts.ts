import { demoData } from "../../examples/store/src/demo-data"
import { jsonCaller, type JsonCall } from "./http"

/** The facts about a seeded store that a client needs before it can shop or administer. */
export interface StoreFacts {
  /** JWT of the demo admin. */
  readonly adminToken: string
  readonly publishableKey: string
  readonly regionId: string
  /** Region ids by lower-case currency code. */
  readonly regionIds: Readonly<Record<string, string>>
  readonly variantId: string
  readonly customer: { readonly email: string; readonly password: string }
}

/** Logs in with email and password; a JWT. */
export async function logIn(storeUrl: string, actor: "user" | "customer", email: string, password: string): Promise<string> {
  const reply = await jsonCaller(storeUrl)<{ token: string }>("POST", `/auth/${actor}/emailpass`, { email, password })
  return reply.token
}

/** The admin API with the demo admin's token. */
export const adminCaller = (storeUrl: string, { adminToken }: Pick<StoreFacts, "adminToken">): JsonCall =>
  jsonCaller(storeUrl, { authorization: `Bearer ${adminToken}` })

/** Asks a seeded store for its keys and ids, as its admin. */
export async function readStoreFacts(storeUrl: string): Promise<StoreFacts> {
  const { admin, customer, product, publishableKeyTitle } = demoData
  const adminToken = await logIn(storeUrl, "user", admin.email, admin.password)
  const call = adminCaller(storeUrl, { adminToken })
  const { api_keys } = await call<{ api_keys: { title: string; token: string }[] }>("GET", "/admin/api-keys?type=publishable")
  const { regions } = await call<{ regions: { id: string; currency_code: string }[] }>("GET", "/admin/regions")
  const { products } = await call<{ products: { variants: { id: string }[] }[] }>(
    "GET",
    `/admin/products?handle=${product.handle}&fields=id,variants.id`,
  )
  const regionIds = Object.fromEntries(regions.map(({ currency_code, id }) => [currency_code, id]))
  return {
    adminToken,
    publishableKey: required(api_keys.find(({ title }) => title === publishableKeyTitle)?.token, "publishable key"),
    regionId: required(regionIds[demoData.regions[0].currency], "region"),
    regionIds,
    variantId: required(products[0]?.variants[0]?.id, "variant"),
    customer: { email: customer.email, password: customer.password },
  }
}

function required(value: string | undefined, what: string): string {
  if (value === undefined) throw new Error(`The store has no ${what}; has it been seeded?`)
  return value
}
