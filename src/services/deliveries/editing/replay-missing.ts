import type { DeliveryOverviewRepository } from "../../store/delivery-overview-repository"
import type { DeliveryRepository, ReplayPosition } from "../../store/delivery-repository"

export interface ReplayRequest {
  readonly destinationId: string
  /** Facts recorded from then on … */
  readonly since: Date
  /** … and before then. Default: now. */
  readonly until?: Date | undefined
  /** Only count. */
  readonly dryRun?: boolean
}

interface Parts {
  readonly deliveries: DeliveryRepository
  readonly deliveryOverview: DeliveryOverviewRepository
}

/** Transitions that one statement looks at. */
const PAGE = 1_000

/**
 * Plans for a destination the facts of payments, refunds and disputes that it wants and was never planned for: those from before it was
 * made, and from while it was disabled. Answers how many. What was planned already is not planned twice.
 */
export async function replayMissing(
  { deliveries, deliveryOverview }: Parts,
  { destinationId, since, until = new Date(), dryRun = false }: ReplayRequest,
): Promise<number> {
  if (dryRun) return deliveryOverview.countMissing(destinationId, since, until)
  let planned = 0
  let position: ReplayPosition | undefined
  for (;;) {
    const page = await deliveries.planMissing(destinationId, since, PAGE, position, until)
    if (!page) return planned
    planned += page.planned
    position = page.position
  }
}
