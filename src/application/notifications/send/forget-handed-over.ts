import type { MedusaContainer } from "@medusajs/framework/types"
import { notificationRows } from "../../../medusa/rows/notification-rows"
import type { PaymentNotification } from "../../../services/store/entities"
import { attemptKey } from "./find-sent"
import type { KeyedRow } from "./hand-over"

/**
 * Deletes the Notification Module's rows of messages that are about to be deleted. Each attempt is a row of its own there, with
 * the address, the full text, and the keys of a browser.
 */
export async function forgetHandedOver(
  container: MedusaContainer,
  messages: ReadonlyArray<Pick<PaymentNotification, "id" | "attempts">>,
): Promise<void> {
  const keys = messages.flatMap(({ id, attempts }) => Array.from({ length: attempts }, (_, index) => attemptKey(id, index + 1)))
  if (!keys.length) return
  const module = notificationRows(container)
  const filter = { idempotency_key: keys }
  const rows: KeyedRow[] = await module.listNotifications(filter as never, { take: keys.length, select: ["id"] })
  if (rows.length) await module.deleteNotifications(rows.map(({ id }) => id))
}
