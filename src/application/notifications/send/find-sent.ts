import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, NotificationStatus } from "@medusajs/framework/utils"
import type { HandedOver } from "../../../services/outbox/attempt-outcome"
import type { ClaimedNotification } from "../../../services/store/notification-repository"
import { handedOver, type KeyedRow } from "./hand-over"

/** Medusa skips a key it has seen, even one whose sending died half-way, so every attempt has a key of its own. */
export const attemptKey = (id: string, attempt: number): string => `${id}:${attempt}`

/**
 * An earlier attempt may have gone out before its worker died: Medusa's row of that attempt shows it. Attempts before a person
 * asked for the message to be sent again do not count. Answers by message id.
 */
export async function findSent(
  container: MedusaContainer,
  messages: readonly ClaimedNotification[],
): Promise<Map<string, HandedOver>> {
  const messageOf = new Map(
    messages.flatMap(({ id, attempts, resent_after }) =>
      Array.from({ length: attempts - 1 - resent_after }, (_, index) => [attemptKey(id, resent_after + index + 1), id] as const),
    ),
  )
  if (!messageOf.size) return new Map()
  const filter = { idempotency_key: [...messageOf.keys()], status: NotificationStatus.SUCCESS }
  const rows: KeyedRow[] = await container
    .resolve(Modules.NOTIFICATION)
    .listNotifications(filter as never, { take: messageOf.size })
  return new Map(rows.map((row) => [messageOf.get(row.idempotency_key ?? "") ?? "", handedOver(row)]))
}
