import type { MedusaContainer } from "@medusajs/framework/types"
import { SWEEP_BATCH } from "../../services/queue/times"
import type { PaymentAttention } from "../../services/store/entities"
import { SYSTEM } from "../attention/system-decision"
import { paymentNotificationService } from "../ground/module"

/**
 * Closes items about destinations that take deliveries again, that a person has enabled, whose given up deliveries were tried again, or
 * that are deleted: an item that is overtaken hides those that are not. A destination that goes on failing gets another one.
 */
export async function closeRecovered(container: MedusaContainer): Promise<void> {
  const { attention } = paymentNotificationService(container)
  for (const item of await attention.undecided("delivery_failing", SWEEP_BATCH)) {
    const over = await whyOver(container, item)
    if (over) await attention.resolve(item.id, "superseded", SYSTEM, over)
  }
}

async function whyOver(container: MedusaContainer, { data }: PaymentAttention): Promise<string | undefined> {
  const { deliveryDestinations } = paymentNotificationService(container)
  const destination = await deliveryDestinations.find(String(data["destination_id"]))
  if (!destination) return "the destination was deleted"
  if (data["given_up_from"] !== undefined) {
    return (await deliveryDestinations.hasGivenUp(destination.id)) ? undefined : "none of its deliveries is given up any more"
  }
  if (destination.state === "disabled" || destination.failing_since) return undefined
  return "the destination takes deliveries again"
}
