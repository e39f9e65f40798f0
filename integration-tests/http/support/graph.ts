import { writeFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Run by `medusa exec`: asks `query.graph` what stands in GRAPH_QUERIES and writes the answers to GRAPH_ANSWERS. */
export default async function graph({ container }: ExecArgs): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const answers = []
  for (const input of JSON.parse(process.env.GRAPH_QUERIES!)) {
    answers.push(await query.graph(input).catch((error: Error) => ({ error: error.message })))
  }
  writeFileSync(process.env.GRAPH_ANSWERS!, JSON.stringify(answers))
}
