import type { CreateNotificationDTO, MedusaContainer, NotificationDTO } from "@medusajs/framework/types"
import { Modules, NotificationStatus } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import { NO_PROVIDER, readSendFailure, SendError } from "../../../services/notifications/send-error"
import type { FailedSend, HandedOver } from "../../../services/outbox/attempt-outcome"
import { withTimeout, TookTooLongError } from "../../ground/in-time"

/** Shorter than the messages' lease, so that no other worker takes them over while their provider does not answer. */
const PATIENCE_MS = 45_000

/** Later than any provider call that gives up by itself: the Module's row then shows its outcome. */
const UNKNOWN = { kind: "transient", code: "unknown", retryAfterSeconds: 300 } as const

/** The outcome of one notification: how it was handed over, or why it was not. */
export type HandOver = { readonly sent: HandedOver } | FailedSend

/** A row of the Module; its type leaves out the key. */
export type KeyedRow = NotificationDTO & { readonly idempotency_key?: string | null }

/** A notification with the key by which its outcome is found afterwards. */
export type KeyedNotification = CreateNotificationDTO & { readonly idempotency_key: string }

/**
 * Hands notifications to the Notification Module in one call, and answers the outcome of each, in their order. The Module sends
 * all messages of a call even when some of them fail, and then answers with the errors only. Its rows therefore show the outcome
 * of the others.
 */
export async function handOver(container: MedusaContainer, notifications: readonly KeyedNotification[]): Promise<HandOver[]> {
  const module = container.resolve(Modules.NOTIFICATION)
  const keys = notifications.map(({ idempotency_key }) => idempotency_key)
  try {
    const created: KeyedRow[] = await withTimeout(module.createNotifications([...notifications]), PATIENCE_MS)
    const byKey = new Map(created.map((row) => [row.idempotency_key, row]))
    return keys.map((key) => ({ sent: handedOver(byKey.get(key)) }))
  } catch (error) {
    const rows: KeyedRow[] = await module
      .listNotifications({ idempotency_key: keys } as never, { take: keys.length })
      .catch(() => [])
    const byKey = new Map(rows.map((row) => [row.idempotency_key, row]))
    return keys.map((key) => {
      const row = byKey.get(key)
      if (row?.status === NotificationStatus.SUCCESS) return { sent: handedOver(row) }
      // While a call goes on, nobody knows which messages went out. An error about one message says nothing about another.
      const isUnknown = error instanceof TookTooLongError || (!row && keys.length > 1)
      const reason = isUnknown ? new SendError("the outcome is not known", UNKNOWN, { cause: error }) : errorOf(row, error)
      // Medusa keeps only the text of a provider's error: it is read here, and never again.
      const failure = readSendFailure(describeError(reason).message)
      return { error: reason, failure, providerId: row?.provider_id ?? null }
    })
  }
}

export const handedOver = (row: NotificationDTO | undefined): HandedOver => ({
  notificationId: row?.id ?? null,
  providerId: row?.provider_id ?? null,
  externalId: row?.external_id ?? null,
})

/** The Module joins the messages of several failures, each after the line that names its notification. */
const EACH = /Failed to send notification with id (\S+):\n/

const FINDS_NO_PROVIDER = /Could not find a notification provider for channel/

/** A notification's own part of a call's error; the whole error where it names no notification. */
function errorOf(row: NotificationDTO | undefined, error: unknown): unknown {
  const text = error instanceof Error ? error.message : String(error)
  if (row && FINDS_NO_PROVIDER.test(text)) {
    const failure = { kind: "permanent", code: NO_PROVIDER } as const
    return new SendError(`the Notification Module has no provider for channel "${row.channel}"`, failure, { cause: error })
  }
  const [, ...parts] = text.split(EACH)
  const at = row ? parts.indexOf(row.id) : -1
  return at < 0 ? error : new Error(parts[at + 1]?.trim())
}
