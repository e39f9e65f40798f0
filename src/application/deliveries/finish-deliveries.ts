import type { MedusaContainer } from "@medusajs/framework/types"
import { SWEEP_BATCH } from "../../services/queue/times"
import { paymentNotificationService } from "../ground/module"
import { closeRecovered } from "./close-recovered"
import { noticeFailing } from "./notice-failing"
import { noticeGivenUp } from "./notice-given-up"

/**
 * Cancels what is left of deleted destinations, has those reviewed that fail or whose deliveries were given up, and no others, and closes
 * connections that nothing will be sent by.
 */
export async function finishDeliveries(container: MedusaContainer): Promise<void> {
  const { deliveries, deliveryDestinations, senders } = paymentNotificationService(container)
  while ((await deliveries.cancelOrphans(SWEEP_BATCH)) === SWEEP_BATCH);
  await closeRecovered(container)
  await noticeFailing(container)
  await noticeGivenUp(container)
  const destinations = await deliveryDestinations.list()
  senders.retain(new Map(destinations.flatMap(({ id, state, version }) => (state === "active" ? [[id, version] as const] : []))))
}
