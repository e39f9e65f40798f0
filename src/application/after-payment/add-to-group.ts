import { linkCustomersToCustomerGroupWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { raiseAttention } from "../attention/raise/raise-attention"
import { findContact } from "../notifications/reach/contact"
import { paymentNotificationService } from "../shared/module"
import { runExclusively } from "../shared/run-exclusively"
import type { FollowUpInput } from "./follow-up-input"

/** Puts the order's customer, registered or guest, into the group that the options name for this fact; once. */
export const addToGroupStep = createStep(
  "payment-notification-add-to-group",
  async ({ fact, order_id, payment_record }: FollowUpInput, { container }) => {
    const { customerGroup } = paymentNotificationService(container).options.afterPayment
    if (customerGroup?.on !== fact || !order_id) return new StepResponse(void 0)
    const customerId = (await findContact(container, payment_record))?.customerId
    if (!customerId) return new StepResponse(void 0)
    const { id, name } = customerGroup
    const [group] = await container
      .resolve(Modules.CUSTOMER)
      .listCustomerGroups(id ? { id } : { name: name! }, { select: ["id"], take: 1 })
    if (group) await runExclusively(container, `customer:${customerId}`, () => add(container, customerId, group.id))
    else await reportMissing(container, (id ?? name)!)
    return new StepResponse(void 0)
  },
)

async function add(container: MedusaContainer, customerId: string, groupId: string): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id", "groups.id"],
    filters: { id: customerId },
  })
  const groups: Array<{ id: string } | null> = data[0]?.groups ?? []
  if (groups.some((group) => group?.id === groupId)) return
  await linkCustomersToCustomerGroupWorkflow(container).run({ input: { id: groupId, add: [customerId] } })
}

/** Trying again would not make the group: one item for a person, whatever the number of orders, and everything else goes on. */
async function reportMissing(container: MedusaContainer, group: string): Promise<void> {
  const detail = `There is no customer group "${group}", which afterPayment.customerGroup names: create it, or mend the option.`
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(detail)
  await raiseAttention(container, {
    kind: "follow_up_failed",
    subject_key: `customer-group:${group}`,
    detail,
  })
}
