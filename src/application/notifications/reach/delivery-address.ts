import type { MedusaContainer } from "@medusajs/framework/types"
import { addressKind } from "../../../services/notifications/channels"
import { signUnsubscribe } from "../../../services/notifications/unsubscribe-token"
import { TOPICS } from "../../../services/notifications/catalogue"
import type { PaymentNotification } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"

/** What the admin's feed takes for everybody. */
const EVERY_USER = ""

/** Where a message is delivered to, and what its provider needs beside that. */
export interface DeliveryAddress {
  readonly to: string
  readonly providerData: Readonly<Record<string, unknown>>
  /** Where one click switches the topic off; absent where it cannot be. */
  readonly unsubscribeUrl?: string
}

type Recipient = Pick<PaymentNotification, "channel" | "recipient" | "customer_id" | "topic" | "essential">

/** Looks a message's address up right before it is sent; undefined for a browser that has gone, or is another customer's by now. */
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

/** What is essential cannot be unsubscribed from, so that nothing pretends it can. */
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
