import type { PaymentNotificationService } from "../../services"
import { UsageError } from "../usage-error"

/** Throws UsageError, which names the destinations that there are. */
export async function requireDestination({ deliveryDestinations }: PaymentNotificationService, id: string): Promise<void> {
  const known = (await deliveryDestinations.list()).map((destination) => destination.id)
  if (known.includes(id)) return
  throw new UsageError(
    `there is no destination "${id}"; ${known.length ? `use one of ${known.join(", ")}` : "the store has none"}`,
  )
}
