import type { DeliveryOverviewRepository } from "../../store/delivery-overview-repository"
import type { DeliveryRepository } from "../../store/delivery-repository"

export interface RecoverRequest {
  readonly destinationId: string
  /** Deliveries that failed or died from then on. */
  readonly since: Date
  /** The user who asks, or `command`. */
  readonly actorId: string
  /** Only count. */
  readonly dryRun?: boolean
}

interface Parts {
  readonly deliveries: DeliveryRepository
  readonly deliveryOverview: DeliveryOverviewRepository
}

/** Rows that one statement writes: a hundred thousand at once would hold up the claims of this destination. */
const BATCH = 1_000

/**
 * Makes deliveries due again that failed or died, with all their attempts; answers how many. It ends at the number that was counted
 * first: those that fail anew meanwhile are not recovered over and over.
 */
export async function recover(
  { deliveries, deliveryOverview }: Parts,
  { destinationId, since, actorId, dryRun = false }: RecoverRequest,
): Promise<number> {
  const found = await deliveryOverview.countRecoverable(destinationId, since)
  if (dryRun) return found
  let recovered = 0
  while (recovered < found) {
    const n = await deliveries.recover(destinationId, since, actorId, Math.min(BATCH, found - recovered))
    if (!n) break
    recovered += n
  }
  return recovered
}
