import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { SecretTimes } from "../../../../../services/deliveries/editing/destination-editor"
import { findDestination } from "./find-destination"
import { presentDestination, type PresentedDestination } from "./present-destination"

/** A destination and how it goes. */
export interface ShownDestination extends PresentedDestination {
  readonly waiting: number
  readonly due: number
  readonly dead: number
  /** When the oldest fact that waits was recorded. */
  readonly oldest: Date | null
  readonly last_delivered_at: Date | null
  /** The secrets that sign now, newest first, without themselves; null for one of the options. */
  readonly secrets: readonly SecretTimes[] | null
}

/** The destination, or Medusa's 404. */
export async function showDestination(container: MedusaContainer, id: string): Promise<ShownDestination> {
  const destination = await findDestination(container, id)
  const { deliveryOverview, destinationEditor } = paymentNotificationService(container)
  const { waiting = 0, due = 0, dead = 0, oldest = null, last_delivered_at = null } = (await deliveryOverview.find(id)) ?? {}
  return {
    ...presentDestination(destination),
    ...{ waiting, due, dead, oldest, last_delivered_at },
    secrets: destinationEditor.secretTimes(destination),
  }
}
