import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import type { GivenUpDestination } from "../../services/store/delivery-destination-repository"
import { raiseAttention } from "../attention/raise/raise-attention"
import { paymentNotificationService } from "../ground/module"

/**
 * Puts destinations up for review to which deliveries were given up. An item counts them for as long as it is open, so that a receiver
 * that refuses everything is one item and one mail. The count is written in the statement that ends the delivery, and the mark behind it
 * after the item: a crash in between renews the same item.
 */
export async function noticeGivenUp(container: MedusaContainer): Promise<void> {
  const { deliveryDestinations } = paymentNotificationService(container)
  for (const news of await deliveryDestinations.givenUp()) {
    try {
      const { id, given_up, given_up_from, last } = news
      if (last) {
        const data = { destination_id: id, given_up_from, given_up: given_up - given_up_from, delivery_id: last.id }
        const item = {
          kind: "delivery_failing",
          subject_key: `${id}:given_up:${given_up_from}`,
          detail: detailOf(news, last),
        } as const
        await raiseAttention(container, { ...item, data }, { isNews: true })
      }
      await deliveryDestinations.markGivenUpNoticed(id, given_up)
    } catch (error) {
      // The next sweep tries again; the destinations behind this one must not wait for it.
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`destination ${news.id}: ${describeError(error).message}`)
    }
  }
}

function detailOf({ id, given_up, given_up_from }: GivenUpDestination, last: NonNullable<GivenUpDestination["last"]>): string {
  const count = given_up - given_up_from
  const why = [last.reason, last.error].filter(Boolean).join(": ")
  if (count === 1) return `The delivery ${last.id} of ${last.fact} to the destination ${id} was given up (${why}).`
  return `${count} deliveries to the destination ${id} were given up, the last one of ${last.fact}: ${last.id} (${why}).`
}
