import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Whether Medusa has the customer, and has not deleted them. */
export async function customerExists(container: MedusaContainer, id: string): Promise<boolean> {
  const found = await container.resolve(Modules.CUSTOMER).listCustomers({ id }, { select: ["id"], take: 1 })
  return found.length > 0
}
