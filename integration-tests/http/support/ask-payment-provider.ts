import { writeFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readMedusaProvider } from "../../../src/application/reconciliation/ask/read-medusa-provider"

/** Run by `medusa exec`: asks the payment providers about every session in ASK_SESSIONS and writes what they say to ASK_ANSWERS. */
export default async function ask({ container }: ExecArgs): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: sessions } = await query.graph({
    entity: "payment_session",
    fields: ["id", "provider_id", "data"],
    filters: { id: JSON.parse(process.env.ASK_SESSIONS!) },
  })
  const answers = []
  for (const session of sessions) {
    const said = await readMedusaProvider(container, session as never).catch(({ name }: Error) => ({ error: name }))
    answers.push([session.id, said ?? null])
  }
  writeFileSync(process.env.ASK_ANSWERS!, JSON.stringify(Object.fromEntries(answers)))
}
