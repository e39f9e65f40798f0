import type { MedusaContainer } from "@medusajs/framework/types"
import { addressKind } from "../../../services/notifications/channels"
import { signUnsubscribe } from "../../../services/notifications/unsubscribe-token"
import { TOPICS } from "../../../services/notifications/catalogue"
import type { PaymentNotification } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"

/** The recipient in the admin's feed that stands for every user. */
const EVERY_USER = ""

/** The address of a message, and the data that its provider needs beside it. */
export interface DeliveryAddress {
  readonly to: string
  readonly providerData: Readonly<Record<string, unknown>>
  /** The URL where one click switches the topic off; absent where it cannot be switched off. */
  readonly unsubscribeUrl?: string
}

type Recipient = Pick<PaymentNotification, "channel" | "recipient" | "customer_id" | "topic" | "essential">

/**
 * Looks a message's address up right before it is sent. Undefined for a browser that has gone or belongs to another customer by
 * now.
 */
export async function deliveryAddress(container: MedusaContainer, message: Recipient): Promise<DeliveryAddress | undefined> {
  const { options, pushSubscriptions } = paymentNotificationService(container)
  const { channel, recipient: to } = message
  const kind = addressKind(channel, options.notifications.addressKinds)
  if (kind === "feed") return { to: EVERY_USER, providerData: {} }
  if (kind === "email") {
    const url = unsubscribeUrl(message, options.notifications.unsubscribe)
    return url ? { to, providerData: { unsubscribe_url: url }, unsubscribeUrl: url } : { to, providerData: {} }
  }
  if (kind !== "push") return { to, providerData: {} }
  const device = await pushSubscriptions.find(to)
  return device && { to: device.endpoint, providerData: { subscription: { keys: { p256dh: device.p256dh, auth: device.auth } } } }
}

/** Nobody can unsubscribe from essential messages, so these offer no link. */
function unsubscribeUrl(
  { customer_id: customerId, topic: named, essential, channel }: Recipient,
  option: { readonly secrets: readonly string[]; readonly backendUrl: string } | undefined,
): string | undefined {
  const topic = TOPICS.find((known) => known === named)
  if (!option || !customerId || !topic || essential) return undefined
  const url = new URL("/payment-notifications/unsubscribe", option.backendUrl)
  url.searchParams.set("token", signUnsubscribe({ customerId, topic, channel }, option.secrets))
  return url.href
}
