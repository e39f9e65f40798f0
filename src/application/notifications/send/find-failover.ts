import type { MedusaContainer } from "@medusajs/framework/types"
import type { PlannedNotification } from "../../../services/outbox/notification-outbox"
import { contactPointsFor, type Addresses } from "../../../services/notifications/addresses"
import { addressKind } from "../../../services/notifications/channels"
import { messageKey } from "../../../services/notifications/content/catalog"
import { providerTemplate } from "../../../services/notifications/content/provider-template"
import { merchantAddresses } from "../../../services/notifications/merchant-contact-points"
import { wants } from "../../../services/notifications/permission"
import { failoverOf } from "../../../services/notifications/planned-channels"
import type { PaymentNotification } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { devicesOf, findContact, findCustomerContact, withDevices } from "../reach/contact"

/**
 * The message that goes out in place of a dead one: on the next of its channel's `failover` that has not been tried yet and where
 * the person has a contact point. None while another device of the same channel may still receive it, nor once a failover for
 * that device went out.
 */
export async function findFailover(
  container: MedusaContainer,
  dead: PaymentNotification,
  reported: readonly PaymentNotification[],
): Promise<PlannedNotification | undefined> {
  const { options, channelsWithoutProvider: withoutProvider } = paymentNotificationService(container)
  const { channels, failover, addressKinds, templates } = options.notifications
  if (!Object.keys(failover).length) return undefined
  const siblings = reported.filter((sibling) => isForOnePerson(dead, sibling, reported))
  if (siblings.some(({ id, channel, state }) => id !== dead.id && channel === dead.channel && isOpen(state))) return undefined
  if (siblings.some((sibling) => standsInForAnother(sibling, dead, siblings))) return undefined
  const next = failoverOf(origin(dead, reported).channel, channels[dead.audience], { failover, withoutProvider })
  const left = next.filter((channel) => !siblings.some((sibling) => sibling.channel === channel && isTried(sibling)))
  const [point] = contactPointsFor(
    await addresses(container, dead, reported),
    await permitted(container, dead, left),
    addressKinds,
  )
  const key = messageKey(dead.audience, dead.fact)
  if (!point || !key) return undefined
  const template = providerTemplate(templates, key, addressKind(point.channel, addressKinds))
  return {
    ...dead,
    ...point,
    template,
    notified_by: null,
    failover_of: dead.id,
    digest_key: null,
    delaySeconds: 0,
    suppressed: null,
  }
}

/** All messages to a customer are for one person. Of the merchant's recipients, each is a person of their own. */
const isForOnePerson = (a: PaymentNotification, b: PaymentNotification, reported: readonly PaymentNotification[]): boolean =>
  a.audience === "customer" || origin(a, reported).recipient === origin(b, reported).recipient

/**
 * This failover went out for another device of the same channel. Without this check, the second of two devices that die in one
 * call would cause a message on one channel more.
 */
const standsInForAnother = (
  { failover_of }: PaymentNotification,
  dead: PaymentNotification,
  siblings: readonly PaymentNotification[],
): boolean => siblings.some(({ id, channel }) => id === failover_of && id !== dead.id && channel === dead.channel)

const isOpen = (state: PaymentNotification["state"]): boolean => state !== "dead" && state !== "suppressed"

/** An essential message may go out on a channel that was switched off, once nothing else is left. */
const isTried = ({ state, reason, essential }: PaymentNotification): boolean =>
  !(essential && state === "suppressed" && reason === "opted_out")

/** The message that the chain began with. */
function origin(message: PaymentNotification, reported: readonly PaymentNotification[]): PaymentNotification {
  const before = reported.find(({ id }) => id === message.failover_of)
  return before ? origin(before, reported) : message
}

async function addresses(
  container: MedusaContainer,
  dead: PaymentNotification,
  reported: readonly PaymentNotification[],
): Promise<Addresses> {
  if (dead.audience === "merchant") {
    const all = merchantAddresses(paymentNotificationService(container).options.notifications)
    const { recipient } = origin(dead, reported)
    // To the same person where the next channel takes the same address, else to any contact point on it.
    return Object.fromEntries(
      Object.entries(all).map(([kind, named]) => [kind, named.includes(recipient) ? [recipient] : named]),
    ) as Addresses
  }
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null)
  const { order_id, cart_id } = dead.data
  const contact =
    (await findContact(container, { order_id: text(order_id), cart_id: text(cart_id) })) ??
    (dead.customer_id ? await findCustomerContact(container, dead.customer_id) : undefined)
  return contact ? withDevices(contact, await devicesOf(container, contact)) : {}
}

/** Of the channels that are left, those that the customer has not switched off; an essential message may use any. */
async function permitted(
  container: MedusaContainer,
  { essential, topic, customer_id }: PaymentNotification,
  channels: readonly string[],
): Promise<readonly string[]> {
  if (essential || !topic || !customer_id) return channels
  const preference = await paymentNotificationService(container).notificationPreferences.find(customer_id)
  return channels.filter((channel) => wants(preference, topic, channel))
}
