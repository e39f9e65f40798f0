import type { CustomerDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Person } from "../../services/store/erasure-repository"
import { dialable } from "../notifications/reach/contact"
import type { PersonRequest } from "./person-request"

const PAGE = 200

interface Purchase {
  readonly id: string
  readonly email?: string | null
  readonly customer_id?: string | null
  readonly shipping_address?: Readonly<{ phone?: string | null }> | null
  readonly billing_address?: Readonly<{ phone?: string | null }> | null
  /** Of an order several, of a cart one. */
  readonly payment_collections?: readonly (Collection | null)[] | null
  readonly payment_collection?: Collection | null
}

interface Collection {
  readonly payment_sessions?: ReadonlyArray<Readonly<{ id: string }> | null> | null
}

const FIELDS = ["id", "email", "customer_id", "shipping_address.phone", "billing_address.phone"]

const lower = (email: string | null | undefined): string => (email ?? "").trim().toLowerCase()

/** A filter that ignores only the letters' case: `%` and `_` of an address are no wildcards. */
export const anyCase = (email: string) => ({ $ilike: email.replace(/[\\%_]/g, "\\$&") })

/**
 * A person's ids, addresses and purchases in Medusa, those of deleted customers included. A registered customer is also the guest
 * with the same address; a guest is not the customer who has registered it.
 */
export async function findPerson(container: MedusaContainer, { customer_id, email }: PersonRequest): Promise<Person> {
  const customers = customer_id ? await byId(container, customer_id) : await byEmail(container, email!)
  const customerIds = [...new Set([...(customer_id ? [customer_id] : []), ...customers.map(({ id }) => id)])]
  const emails = [...new Set([lower(email), ...customers.map((customer) => lower(customer.email))])].filter(Boolean)
  const byAddress = email !== undefined
  const isTheirs = ({ customer_id: owner, email: address }: Purchase) =>
    (owner && customerIds.includes(owner)) || (emails.includes(lower(address)) && (byAddress || !owner))
  const find = async (entity: "order" | "cart", collection: string) => {
    const fields = [...FIELDS, `${collection}.payment_sessions.id`]
    const filters = [
      ...(customerIds.length ? [{ customer_id: customerIds }] : []),
      ...emails.map((address) => ({ email: anyCase(address) })),
    ]
    const found: Purchase[] = []
    for (const filter of filters) found.push(...(await readAll(container, entity, fields, filter)))
    return found.filter(isTheirs)
  }
  const orders = await find("order", "payment_collections")
  const carts = await find("cart", "payment_collection")
  const purchases = [...orders, ...carts]
  const numbers = [
    ...customers.flatMap(({ phone, addresses }) => [phone, ...(addresses ?? []).map((address) => address.phone)]),
    ...purchases.flatMap(({ shipping_address, billing_address }) => [shipping_address?.phone, billing_address?.phone]),
  ]
  return {
    customerIds,
    emails,
    phones: [...new Set(numbers.map(dialable).filter((number) => number !== undefined))],
    orderIds: [...new Set(orders.map(({ id }) => id))],
    cartIds: [...new Set(carts.map(({ id }) => id))],
    sessionIds: [...new Set(purchases.flatMap(sessionsOf))],
    byAddress,
  }
}

const sessionsOf = ({ payment_collections, payment_collection }: Purchase): string[] =>
  [...(payment_collections ?? []), payment_collection].flatMap((collection) =>
    (collection?.payment_sessions ?? []).flatMap((session) => (session ? [session.id] : [])),
  )

async function byId(container: MedusaContainer, id: string): Promise<CustomerDTO[]> {
  const [customer] = await listCustomers(container, { id })
  if (!customer) return []
  if (!customer.has_account || !customer.email) return [customer]
  return [customer, ...(await listCustomers(container, { email: anyCase(customer.email), has_account: false }))]
}

const byEmail = (container: MedusaContainer, email: string): Promise<CustomerDTO[]> =>
  listCustomers(container, { email: anyCase(email.trim()) })

/** Medusa keeps the rows of deleted customers. */
const listCustomers = (container: MedusaContainer, filters: object): Promise<CustomerDTO[]> =>
  container.resolve(Modules.CUSTOMER).listCustomers(filters, { relations: ["addresses"], withDeleted: true, take: null as never })

async function readAll(
  container: MedusaContainer,
  entity: "order" | "cart",
  fields: string[],
  filters: object,
): Promise<Purchase[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const all: Purchase[] = []
  for (let skip = 0; skip === all.length; skip += PAGE) {
    const { data } = await query.graph({ entity, fields, filters, pagination: { skip, take: PAGE, order: { id: "ASC" } } })
    all.push(...(data as unknown as Purchase[]))
  }
  return all
}
