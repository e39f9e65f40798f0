import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { FAILS_FOR_HOURS, type FailingDestination } from "../../services/store/delivery-destination-repository"
import { raiseAttention } from "../attention/raise/raise-attention"
import { paymentNotificationService } from "../ground/module"

/**
 * Puts destinations that fail up for review, after half and nine tenths of their time and when it is over. Then they are disabled:
 * a receiver that nobody misses must not collect deliveries for ever. One whose receiver says that it is gone was disabled at once.
 */
export async function noticeFailing(container: MedusaContainer): Promise<void> {
  const { deliveryDestinations } = paymentNotificationService(container)
  for (const failing of await deliveryDestinations.failing()) {
    try {
      const isOver = failing.percent === 100 && failing.state === "active"
      if (isOver) await deliveryDestinations.setState(failing.id, "disabled", "failing")
      const subject_key = `${failing.id}:${failing.percent}:${(failing.failing_since ?? failing.disabled_at)?.toISOString()}`
      await raiseAttention(container, {
        kind: "delivery_failing",
        subject_key,
        detail: detailOf(failing),
        data: { destination_id: failing.id },
      })
      await deliveryDestinations.markNoticed(failing.id, failing.percent)
    } catch (error) {
      // The next sweep tries again; the destinations behind this one must not wait for it.
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`destination ${failing.id}: ${describeError(error).message}`)
    }
  }
}

function detailOf({ id, percent, disabled_reason }: FailingDestination): string {
  if (disabled_reason === "gone") return `The receiver of the destination ${id} says that it is gone. It was disabled.`
  const hours = Math.round((FAILS_FOR_HOURS * percent) / 100)
  if (percent === 100) return `No delivery to the destination ${id} succeeded for ${hours} hours. It was disabled.`
  return `No delivery to the destination ${id} succeeded for ${hours} hours. It is disabled after ${FAILS_FOR_HOURS}.`
}
