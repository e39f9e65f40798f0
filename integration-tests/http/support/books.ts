import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { medusaCommand, medusaEnv } from "../../../scripts/lib/medusa"
import { storeDir } from "../../../scripts/lib/paths"
import type { TestStore } from "../../setup"
import type { WorkflowCall, WorkflowReply } from "./run-workflows"

/** A process beside the store, on its database, that runs single workflows of ours. */
export interface Books {
  /** Runs one; rejects with the workflow's error, or when the process died in it. */
  run<T = any>(workflow: string, input: object): Promise<T>
  /** What it put on its event bus, oldest first. */
  readonly events: Array<{ name: string; data: any }>
  stop(): Promise<void>
}

/** Starts one. With `dieAfterStep` it is killed right after that workflow step has done its work. */
export async function openBooks(
  { databaseUrl, gateway }: Pick<TestStore, "databaseUrl" | "gateway">,
  { dieAfterStep }: { dieAfterStep?: string } = {},
): Promise<Books> {
  const [command, args] = medusaCommand(["exec", path.join(__dirname, "run-workflows.ts")])
  const child = spawn(command, args, {
    cwd: storeDir,
    env: medusaEnv({
      DATABASE_URL: databaseUrl,
      GATEWAY_URL: gateway.url,
      ADMIN: "off",
      ...(dieAfterStep && {
        DIE_AFTER_STEP: dieAfterStep,
        NODE_OPTIONS: `--require ${path.join(__dirname, "die-after-step.cjs")}`,
      }),
    }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  const events: Books["events"] = []
  const waiting = new Map<number, (reply: Extract<WorkflowReply, { call: number }>) => void>()
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const output = outputOf(child)
  await new Promise<void>((resolve, reject) => {
    child.on("message", (reply: WorkflowReply) => {
      if ("ready" in reply) resolve()
      else if ("event" in reply) events.push(reply.event)
      else waiting.get(reply.call)?.(reply)
    })
    void exited.then(() => reject(new Error(`the process ended:\n${output()}`)))
  })
  let calls = 0
  return {
    events,
    run: (workflow, input) =>
      new Promise((resolve, reject) => {
        const call = ++calls
        waiting.set(call, ({ result, error }) => {
          if (error) reject(Object.assign(new Error(error.message), { name: error.name }))
          else resolve(result as never)
        })
        void exited.then(() => reject(new Error("the process died")))
        child.send({ call, workflow, input } satisfies WorkflowCall)
      }),
    async stop() {
      child.kill("SIGKILL")
      await exited
    },
  }
}

function outputOf(child: ChildProcess): () => string {
  let text = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)))
  }
  return () => text
}
