import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { addToCustomerGroup, findCustomerGroup } from "../../medusa/rows/customer-group"
import { raiseAttention } from "../attention/raise/raise-attention"
import { findContact } from "../notifications/reach/contact"
import { paymentNotificationService } from "../ground/module"
import { runExclusively } from "../ground/run-exclusively"
import type { AfterPaymentInput } from "./after-payment-input"

/** Puts the order's customer, registered or guest, once into the group that the options name for this fact. */
export const addToGroupStep = createStep(
  "payment-notification-add-to-group",
  async ({ fact, order_id, payment_record }: AfterPaymentInput, { container }) => {
    const { customerGroup } = paymentNotificationService(container).options.afterPayment
    if (customerGroup?.on !== fact || !order_id) return new StepResponse(void 0)
    const customerId = (await findContact(container, payment_record))?.customerId
    if (!customerId) return new StepResponse(void 0)
    const { id, name } = customerGroup
    const groupId = await findCustomerGroup(container, id ? { id } : { name: name! })
    if (groupId)
      await runExclusively(container, `customer:${customerId}`, () => addToCustomerGroup(container, customerId, groupId))
    else await reportMissing(container, (id ?? name)!)
    return new StepResponse(void 0)
  },
)

/** Trying again would not make the group: one item for a person, whatever the number of orders, and everything else goes on. */
async function reportMissing(container: MedusaContainer, group: string): Promise<void> {
  const detail = `There is no customer group "${group}", which afterPayment.customerGroup names: create it, or mend the option.`
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(detail)
  await raiseAttention(container, {
    kind: "after_payment_failed",
    subject_key: `customer-group:${group}`,
    detail,
  })
}
