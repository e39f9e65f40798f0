import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Run in the store: says that an order is canceled, as the end of core's cancellation does. */
export default async function sayCanceled({ container, input }: { container: MedusaContainer; input: string }): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name: "order.canceled", data: { id: input } })
}
