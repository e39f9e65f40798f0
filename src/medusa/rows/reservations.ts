import { createReservationsWorkflow, deleteReservationsByLineItemsWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { MissingReservation } from "./order-stock"

/** `false` when there is not enough stock. Any other error is thrown, and the call tried again. */
export async function reserveStock(
  container: MedusaContainer,
  { location_id, title: _title, ...missing }: MissingReservation,
): Promise<boolean> {
  if (!location_id) return false
  try {
    await createReservationsWorkflow(container).run({ input: { reservations: [{ ...missing, location_id }] } })
    return true
  } catch (error) {
    if ((error as Partial<MedusaError>).type === MedusaError.Types.NOT_ALLOWED) return false
    throw error
  }
}

/** Releases all reservations for these order items; where there are none, no workflow is run. */
export async function releaseReservations(container: MedusaContainer, lineItemIds: string[]): Promise<void> {
  const filter = { line_item_id: lineItemIds }
  const reserved = await container.resolve(Modules.INVENTORY).listReservationItems(filter, { take: 1 })
  if (reserved.length) await deleteReservationsByLineItemsWorkflow(container).run({ input: { ids: lineItemIds } })
}
