import { jsonCaller } from "../../../scripts/lib/http"
import type { Shop } from "../../../scripts/lib/shop"
import { logIn } from "../../../scripts/lib/store-facts"
import { createShop, uniqueEmail, type TestStore } from "../../setup"

export interface RegisteredCustomer {
  readonly id: string
  readonly email: string
  /** The shop as this customer sees it. */
  readonly shop: Shop
}

/** A customer of their own account, signed in. */
export async function registerCustomer({ url, facts }: Pick<TestStore, "url" | "facts">): Promise<RegisteredCustomer> {
  const credentials = { email: uniqueEmail(), password: "supersecret" }
  const { token } = await jsonCaller(url)<{ token: string }>("POST", "/auth/customer/emailpass/register", credentials)
  const headers = { authorization: `Bearer ${token}`, "x-publishable-api-key": facts.publishableKey }
  const { customer } = await jsonCaller(url, headers)<{ customer: { id: string } }>("POST", "/store/customers", {
    email: credentials.email,
  })
  const shop = createShop(url, facts, await logIn(url, "customer", credentials.email, credentials.password))
  return { id: customer.id, email: credentials.email, shop }
}
