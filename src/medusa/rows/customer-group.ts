import { linkCustomersToCustomerGroupWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** The id of the customer group of this id or name; undefined when there is none. */
export async function findCustomerGroup(
  container: MedusaContainer,
  filter: { readonly id: string } | { readonly name: string },
): Promise<string | undefined> {
  const [group] = await container.resolve(Modules.CUSTOMER).listCustomerGroups(filter, { select: ["id"], take: 1 })
  return group?.id
}

/** Puts a customer into a group, unless they are in it. */
export async function addToCustomerGroup(container: MedusaContainer, customerId: string, groupId: string): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "customer",
    fields: ["id", "groups.id"],
    filters: { id: customerId },
  })
  const groups: Array<{ id: string } | null> = data[0]?.groups ?? []
  if (groups.some((group) => group?.id === groupId)) return
  await linkCustomersToCustomerGroupWorkflow(container).run({ input: { id: groupId, add: [customerId] } })
}
