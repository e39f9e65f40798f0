import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentNotificationService } from "../../../services"
import { contactPointsFor, type Addresses } from "../../../services/notifications/addresses"
import { addressKind } from "../../../services/notifications/channels"
import { providerTemplate } from "../../../services/notifications/content/provider-template"
import { customerNoticeOf, type CustomerFact, type CustomerNotice } from "../../../services/notifications/catalogue"
import { permissionsFor, wants, type ChosenPreference } from "../../../services/notifications/permission"
import { plannedChannels } from "../../../services/notifications/planned-channels"
import { paymentNotificationService } from "../../ground/module"
import type { About } from "./about"
import { devicesOf, withDevices, type Contact } from "../reach/contact"

/**
 * Writes the outbox rows that notify a customer of a fact, once each: one for every contact point. Messages that they opted out
 * of are rows as well, suppressed with their reason, so that support can see why nothing came. `notified` names a transition to be marked
 * in the same commit. False where there is nothing to write, and it is not marked either.
 */
export async function notifyCustomer(
  container: MedusaContainer,
  contact: Contact,
  { fact, data, ...about }: About & { readonly fact: CustomerFact },
  notified?: string,
): Promise<boolean> {
  const service = paymentNotificationService(container)
  const { enabled, addressKinds, templates, delaySeconds, shop, defaultLocale } = service.options.notifications
  const notice = customerNoticeOf(fact)
  if (!enabled || !notice) return false
  const { customerId, registered } = contact
  const preference = registered && customerId ? await service.notificationPreferences.find(customerId) : null
  const devices = await devicesOf(container, contact)
  const addresses = withDevices(contact, devices)
  const points = contactPointsFor(addresses, channelsFor(addresses, notice, preference, service), addressKinds)
  const reached = [...new Set(points.map(({ channel }) => channel))]
  const wait = delaySeconds[fact] ?? notice.delaySeconds
  const due = new Date(service.now().getTime() + wait * 1000)
  const permissions = permissionsFor(notice, { registered, preference }, reached, due)
  await service.outbox.plan(
    points.map((point) => {
      const { suppressed, delaySeconds: quiet } = permissions[reached.indexOf(point.channel)]!
      return {
        ...about,
        ...point,
        fact,
        audience: "customer" as const,
        // A browser reports the language of its storefront. That is a better guess than the store's own language, and holds for
        // that browser only.
        locale: contact.locale ?? devices.find(({ id }) => id === point.recipient)?.locale ?? defaultLocale,
        template: providerTemplate(templates, fact, addressKind(point.channel, addressKinds)),
        topic: notice.topic,
        essential: notice.essential,
        customer_id: customerId,
        digest_key: digestKey(fact, data),
        failover_of: null,
        delaySeconds: wait + quiet,
        suppressed,
        data: {
          shop_name: shop.name ?? null,
          order_display_id: contact.orderDisplayId,
          customer_id: customerId,
          ...data,
        },
      }
    }),
    notified,
  )
  return true
}

/**
 * A channel that the customer has switched off needs nothing in its place, unless the message is essential and would go out
 * nowhere.
 */
function channelsFor(
  addresses: Addresses,
  { topic, essential }: CustomerNotice,
  preference: ChosenPreference | null,
  { options: { notifications }, channelsWithoutProvider }: PaymentNotificationService,
): readonly string[] {
  const { channels, addressKinds } = notifications
  const choice = { ...notifications, withoutProvider: channelsWithoutProvider }
  const wanted = plannedChannels(addresses, channels.customer, choice, (channel) => wants(preference, topic, channel))
  const reaches = contactPointsFor(addresses, wanted, addressKinds).length > 0
  return reaches || !essential ? wanted : plannedChannels(addresses, channels.customer, choice)
}

/** A shopper who tries card after card is notified once. */
const digestKey = (fact: CustomerFact, { cart_id: cart }: About["data"]): string | null =>
  fact === "payment.failed" && typeof cart === "string" ? `${fact}:${cart}` : null
