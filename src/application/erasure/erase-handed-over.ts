import type { MedusaContainer } from "@medusajs/framework/types"
import { notificationRows } from "../../medusa/rows/notification-rows"
import type { LockedMessage, SentMessage } from "../../services/store/erasure-repository"
import { attemptKey } from "../notifications/send/find-sent"
import type { KeyedRow } from "../notifications/send/hand-over"

/** The Notification Module's rows of these messages: one for each attempt. */
export async function listHandedOver(container: MedusaContainer, messages: readonly SentMessage[]): Promise<KeyedRow[]> {
  const keys = messages.flatMap(({ id, attempts }) => Array.from({ length: attempts }, (_, index) => attemptKey(id, index + 1)))
  if (!keys.length) return []
  return notificationRows(container).listNotifications({ idempotency_key: keys } as never, { take: keys.length })
}

/**
 * Empties the Notification Module's rows: the address, the whole text in `data`, and the keys of a browser in `provider_data`.
 * Answers how many. The key stays, so that retention finds the rows.
 */
export async function eraseHandedOver(
  container: MedusaContainer,
  messages: readonly LockedMessage[],
  pseudonymOf: (text: string) => string,
): Promise<number> {
  const customers = new Set(messages.filter(({ audience }) => audience === "customer").map(({ id }) => id))
  const rows = await listHandedOver(container, messages)
  const emptied = rows.map(({ id, to, idempotency_key }) => {
    const isCustomers = customers.has((idempotency_key ?? "").split(":")[0]!)
    return { id, data: null, provider_data: null, ...(isCustomers && { to: pseudonymOf(to), receiver_id: null }) }
  })
  if (emptied.length) await notificationRows(container).updateNotifications(emptied)
  return emptied.length
}
