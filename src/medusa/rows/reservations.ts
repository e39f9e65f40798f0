import { createReservationsWorkflow, deleteReservationsByLineItemsWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { MissingReservation } from "./order-stock"

/** `false` when there is not enough of it; anything else that goes wrong is thrown, and tried again. */
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

/** Lets go of everything that is reserved for these order items; nothing is called where nothing is. */
export async function releaseReservations(container: MedusaContainer, lineItemIds: string[]): Promise<void> {
  const filter = { line_item_id: lineItemIds }
  const reserved = await container.resolve(Modules.INVENTORY).listReservationItems(filter, { take: 1 })
  if (reserved.length) await deleteReservationsByLineItemsWorkflow(container).run({ input: { ids: lineItemIds } })
}
