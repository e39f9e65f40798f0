import type { ExecArgs } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** What a test asks for, over the process's IPC channel. */
export interface WorkflowCall {
  readonly call: number
  readonly workflow: string
  readonly input: unknown
}

export type WorkflowReply =
  | { readonly ready: true }
  | { readonly event: { readonly name: string; readonly data: unknown } }
  | { readonly call: number; readonly result?: unknown; readonly error?: { readonly name: string; readonly message: string } }

const WATCHED = ["payment.refunded", "payment.captured", "order.canceled"]

/** Run by `medusa exec`: runs the workflows that the test names, one after the other, and tells of events, until it is killed. */
export default async function runWorkflows({ container }: ExecArgs): Promise<void> {
  const reply = (message: WorkflowReply) => process.send?.(message)
  const bus = container.resolve(Modules.EVENT_BUS)
  for (const name of WATCHED) {
    bus.subscribe(name, async ({ data }) => void reply({ event: { name, data } }), { subscriberId: `test-${name}` })
  }
  const engine = container.resolve(Modules.WORKFLOW_ENGINE)
  process.on("message", async ({ call, workflow, input }: WorkflowCall) => {
    try {
      const { result } = await engine.run(workflow, { input })
      reply({ call, result })
    } catch (error) {
      const { name, message } = error as Error
      reply({ call, error: { name, message } })
    }
  })
  reply({ ready: true })
  await new Promise(() => {})
}
