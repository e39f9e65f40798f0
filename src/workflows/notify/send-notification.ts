import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, NotificationStatus } from "@medusajs/framework/utils"
import type { ClaimedNotification } from "../../services/store/notification-repository"
import { inTime } from "../in-time"
import { deadlineOvertaken } from "../disputes/deadline-overtaken"
import { DISPUTE_DEADLINE } from "../disputes/remind-of-disputes"
import { domainEvent } from "../events"
import { paymentNotificationService } from "../module"
import { writeMerchantMessage, writeMessage, type MessageData } from "./content"
import type { MerchantMessageData } from "./merchant-content"

/** Shorter than the message's lease: a provider that never answers must not hold up the sweep, nor have a message sent beside itself. */
const PATIENCE_MS = 45_000

/** Sends one claimed message and writes what became of it. */
export async function sendNotification(container: MedusaContainer, message: ClaimedNotification): Promise<void> {
  const { ledger } = paymentNotificationService(container)
  try {
    const overtaken = await isOvertaken(container, message)
    if (overtaken) return void (await ledger.suppress(message, overtaken))
    const earlier = message.attempts > 1 ? await findSent(container, message) : undefined
    const sent = earlier ?? (await inTime(send(container, message), PATIENCE_MS))
    await ledger.sent(message, sent)
  } catch (error) {
    await ledger.retry(message, error)
  }
}

/** "Your payment failed" is no longer true once the payment was captured. */
async function isOvertaken(
  container: MedusaContainer,
  { fact, payment_record_id, data }: ClaimedNotification,
): Promise<string | undefined> {
  if (fact === DISPUTE_DEADLINE) return deadlineOvertaken(container, data)
  if (fact !== "payment.failed" || !payment_record_id) return undefined
  const record = await paymentNotificationService(container).payments.findRecord(payment_record_id)
  return record?.state === "captured" ? "overtaken_by_capture" : undefined
}

/** Medusa skips a key it has seen, even one whose sending died half-way, so every attempt has a key of its own. */
const attemptKey = (id: string, attempt: number): string => `${id}:${attempt}`

/** An earlier attempt may have gone out before its worker died: Medusa's row of that attempt says so. */
async function findSent(container: MedusaContainer, { id, attempts }: ClaimedNotification): Promise<string | undefined> {
  const keys = Array.from({ length: attempts - 1 }, (_, index) => attemptKey(id, index + 1))
  const rows = await container
    .resolve(Modules.NOTIFICATION)
    .listNotifications({ idempotency_key: keys } as never, { select: ["id", "status"] })
  return rows.find(({ status }) => status === NotificationStatus.SUCCESS)?.id
}

async function send(container: MedusaContainer, message: ClaimedNotification): Promise<string | null> {
  const { id, fact, audience, channel, recipient: to, template, attempts, locale } = message
  const data = message.data as unknown as MessageData & { order_id?: string | null; customer_id?: string | null }
  const created = await container.resolve(Modules.NOTIFICATION).createNotifications({
    to,
    channel,
    template,
    content:
      audience === "merchant" ? writeMerchantMessage(fact, data as unknown as MerchantMessageData) : writeMessage(fact, data),
    data: { ...data, locale },
    // The same for every attempt, for providers that can tell a repeated send.
    provider_data: { idempotency_key: id },
    idempotency_key: attemptKey(id, attempts),
    trigger_type: domainEvent(fact),
    ...(data.customer_id && { receiver_id: data.customer_id }),
    ...(data.order_id && { resource_id: data.order_id, resource_type: "order" }),
  })
  return created?.id ?? null
}
