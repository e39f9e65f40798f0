import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Run in the store: answers every query, or gives the error. */
export default async function graph({ container, input }: { container: MedusaContainer; input: object[] }): Promise<unknown> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const answer = (one: object) => query.graph(one as never).catch(({ message }: Error) => ({ error: message }))
  return Promise.all(input.map(answer))
}
