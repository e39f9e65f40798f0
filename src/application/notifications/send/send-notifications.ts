import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempted } from "../../../services/outbox/attempt-outcome"
import { usesProviderTemplate } from "../../../services/notifications/content/provider-template"
import { addressKind } from "../../../services/notifications/channels"
import type { MessageData } from "../../../services/notifications/content/message-data"
import { dataFor, renderNotification } from "../../../services/notifications/content/render-notification"
import type { ClaimedNotification } from "../../../services/store/notification-repository"
import { withSpan } from "../../../services/telemetry/span"
import { domainEvent } from "../../ground/events"
import { paymentNotificationService } from "../../ground/module"
import { deliveryAddress, type DeliveryAddress } from "../reach/delivery-address"
import { failOver } from "./fail-over"
import { attemptKey, findSent } from "./find-sent"
import { forgetGone } from "./forget-gone"
import { handOver, type HandOver, type KeyedNotification } from "./hand-over"
import { suppressionFor } from "./suppression-for"

/** Sends messages that were claimed together and writes their outcomes; `false` when one of them failed. */
export async function sendNotifications(container: MedusaContainer, messages: readonly ClaimedNotification[]): Promise<boolean> {
  const attempts = await attempt(container, messages).catch((error: unknown) => messages.map((message) => ({ message, error })))
  await forgetGone(container, attempts)
  const { dead } = await paymentNotificationService(container).outbox.recordOutcomes(attempts)
  await failOver(container, dead)
  return attempts.every((outcome) => !("error" in outcome))
}

async function attempt(container: MedusaContainer, messages: readonly ClaimedNotification[]): Promise<Attempted[]> {
  const earlier = await findSent(container, messages)
  const prepared = await Promise.all(messages.map((message) => prepare(container, message, earlier)))
  const ready: Ready[] = []
  const done: Attempted[] = []
  for (const entry of prepared) {
    if ("notification" in entry) ready.push(entry)
    else done.push(entry)
  }
  const outcomes = ready.length ? await handOverAll(container, ready) : []
  return [...done, ...ready.map(({ message }, index) => ({ message, ...outcomes[index]! }))]
}

/** One call for messages of one channel. */
function handOverAll(container: MedusaContainer, ready: readonly Ready[]): Promise<HandOver[]> {
  const facts = [...new Set(ready.map(({ message }) => message.fact))]
  const about = { channel: ready[0]!.message.channel, facts, messages: ready.length }
  return withSpan("notification.hand_over", about, async (annotate) => {
    const outcomes = await handOver(
      container,
      ready.map(({ notification }) => notification),
    )
    const failed = outcomes.filter((outcome) => "error" in outcome).length
    annotate({ outcome: failed ? "failed" : "sent", failed })
    return outcomes
  })
}

interface Ready {
  readonly message: ClaimedNotification
  readonly notification: KeyedNotification
}

/**
 * The notification to hand over for a message, or the reason why there is none. An error is that message's own, never its
 * batch's.
 */
async function prepare(
  container: MedusaContainer,
  message: ClaimedNotification,
  earlier: ReadonlyMap<string, Extract<Attempted, { sent: unknown }>["sent"]>,
): Promise<Attempted | Ready> {
  try {
    const sent = earlier.get(message.id)
    if (sent) return { message, sent }
    const suppression = await suppressionFor(container, message)
    if (suppression) return { message, ...suppression }
    const address = await deliveryAddress(container, message)
    return address
      ? { message, notification: await notificationOf(container, message, address) }
      : { message, suppressed: "unsubscribed" }
  } catch (error) {
    return { message, error }
  }
}

async function notificationOf(
  container: MedusaContainer,
  message: ClaimedNotification,
  { to, providerData, unsubscribeUrl }: DeliveryAddress,
): Promise<KeyedNotification> {
  const { id, fact, audience, channel, template, attempts, locale, customer_id, resent_after } = message
  const options = paymentNotificationService(container).options.notifications
  const kind = addressKind(channel, options.addressKinds) ?? "email"
  const data = message.data as unknown as MessageData
  const about = { fact, audience, kind, locale, data, options }
  const rendered = await renderNotification({ ...about, ...(unsubscribeUrl && { unsubscribeUrl }) })
  return {
    to,
    channel,
    template,
    // A provider that has templates of its own uses them only where the message carries no content.
    content: usesProviderTemplate(options.templates, about)
      ? undefined
      : rendered && { subject: rendered.subject, text: rendered.text, ...(rendered.html && { html: rendered.html }) },
    data: { ...data, locale, ...(rendered && dataFor(kind, rendered)) },
    provider_data: {
      // The same for every attempt, for providers that can recognize a repeated send.
      idempotency_key: resent_after ? attemptKey(id, resent_after) : id,
      attempt: attempts - resent_after,
      ...providerData,
    },
    idempotency_key: attemptKey(id, attempts),
    trigger_type: domainEvent(fact),
    ...(customer_id && { receiver_id: customer_id }),
    ...(data.order_id && { resource_id: data.order_id, resource_type: "order" }),
  }
}
