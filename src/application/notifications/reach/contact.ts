import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Addresses } from "../../../services/notifications/addresses"
import type { PaymentRecord, PushSubscription } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"

/** The payer and their contact points. */
export interface Contact {
  /** Null for a person with other contact points only. */
  readonly email: string | null
  readonly addresses: Addresses
  /** The order's or the cart's language, or the one in the customer's metadata; null where none is known. */
  readonly locale: string | null
  readonly customerId: string | null
  /** They have an account, and with it preferences and devices of their own. */
  readonly registered: boolean
  /** The order's number as the customer sees it; null while there is no order. */
  readonly orderDisplayId: number | null
}

interface Found {
  readonly email?: string | null
  readonly locale?: string | null
  readonly customer_id?: string | null
  readonly display_id?: number
  readonly customer?: Omit<Customer, "id" | "email"> | null
  readonly shipping_address?: Readonly<{ phone?: string | null }> | null
  readonly billing_address?: Readonly<{ phone?: string | null }> | null
}

const FIELDS = [
  "id",
  "email",
  "locale",
  "customer_id",
  "customer.phone",
  "customer.has_account",
  "customer.metadata",
  "shipping_address.phone",
  "billing_address.phone",
]

/** The payer, read from the order, or from the cart where there is none; undefined when they have no contact point. */
export async function findContact(
  container: MedusaContainer,
  { order_id, cart_id }: Pick<PaymentRecord, "order_id" | "cart_id">,
): Promise<Contact | undefined> {
  const id = order_id ?? cart_id
  if (!id) return undefined
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: order_id ? "order" : "cart",
    fields: [...FIELDS, ...(order_id ? ["display_id"] : [])],
    filters: { id },
  })
  const found = data[0] as Found | undefined
  if (!found) return undefined
  const { customer, billing_address: billing, shipping_address: shipping } = found
  const reach = reachOf(found.email, [customer?.phone, billing?.phone, shipping?.phone], customer?.has_account)
  return (
    reach && {
      ...reach,
      locale: found.locale ?? localeOf(found.customer),
      customerId: found.customer_id ?? null,
      orderDisplayId: found.display_id ?? null,
    }
  )
}

/**
 * Any one address is enough: mail, a telephone, or the browsers that a customer with an account may have subscribed, which are
 * looked up when they are needed. Undefined for a person who has none.
 */
function reachOf(
  email: string | null | undefined,
  phones: ReadonlyArray<string | null | undefined>,
  registered = false,
): Pick<Contact, "email" | "addresses" | "registered"> | undefined {
  const phone = phones.map(dialable).find(Boolean)
  if (!email && !phone && !registered) return undefined
  return { email: email || null, addresses: { ...(email && { email: [email] }), ...(phone && { phone: [phone] }) }, registered }
}

/** The language that the store has noted in the customer's metadata. */
function localeOf(customer: Pick<Customer, "metadata"> | null | undefined): string | null {
  const locale = customer?.metadata?.["locale"]
  return typeof locale === "string" && locale ? locale : null
}

/**
 * A number that can be dialed from anywhere, without the characters that people write between its digits; a channel cannot use
 * others.
 */
export function dialable(phone: string | null | undefined): string | undefined {
  const digits = phone?.replace(/[\s().-]/g, "").replace(/^00/, "+")
  return digits && /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined
}

/** A customer's browsers, where push messages are sent at all. A guest has none. */
export async function devicesOf(
  container: MedusaContainer,
  { registered, customerId }: Contact,
): Promise<ReadonlyArray<Pick<PushSubscription, "id" | "locale">>> {
  const { options, pushSubscriptions } = paymentNotificationService(container)
  return options.notifications.push && registered && customerId ? pushSubscriptions.listByCustomer(customerId) : []
}

/** A customer's contact points, their browsers included. */
export const withDevices = ({ addresses }: Contact, devices: ReadonlyArray<Pick<PushSubscription, "id">>): Addresses =>
  devices.length ? { ...addresses, push: devices.map(({ id }) => id) } : addresses

/** A customer alone, without an order or a cart. */
export async function findCustomerContact(container: MedusaContainer, customerId: string): Promise<Contact | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id", "email", "phone", "has_account", "metadata"],
    filters: { id: customerId },
  })
  return contactOf(data[0] as Customer | undefined)
}

/** A customer's row, as far as it holds contact points. */
export interface Customer {
  readonly id: string
  readonly email?: string | null
  readonly phone?: string | null
  readonly has_account?: boolean
  readonly metadata?: Readonly<Record<string, unknown>> | null
}

export function contactOf(customer: Customer | null | undefined): Contact | undefined {
  if (!customer) return undefined
  const reach = reachOf(customer.email, [customer.phone], customer.has_account)
  return reach && { ...reach, locale: localeOf(customer), customerId: customer.id, orderDisplayId: null }
}
