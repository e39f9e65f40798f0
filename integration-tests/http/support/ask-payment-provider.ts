import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readMedusaProvider } from "../../../src/application/reconciliation/ask/read-medusa-provider"

/** Run in the store: asks the payment providers about every one of these sessions, and returns their answers. */
export default async function ask({ container, input }: { container: MedusaContainer; input: string[] }): Promise<unknown> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: sessions } = await query.graph({
    entity: "payment_session",
    fields: ["id", "provider_id", "currency_code", "data"],
    filters: { id: input },
  })
  const answers = []
  for (const session of sessions) {
    const said = await readMedusaProvider(container, session as never).catch(({ name }: Error) => ({ error: name }))
    answers.push([session.id, said ?? null])
  }
  return Object.fromEntries(answers)
}
