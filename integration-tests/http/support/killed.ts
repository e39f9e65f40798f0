import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { medusaCommand, medusaEnv } from "../../../scripts/lib/medusa"
import { storeDir } from "../../../scripts/lib/paths"
import type { SharedStore } from "../../setup"
import { CONTROL, controlOf } from "../../setup/control"

/** Runs a workflow up to and including this step. */
export type CutAfter = (workflow: string, input: object, step: string) => Promise<void>

/**
 * Workflows that were cut off by the death of the process that ran them, each after a step of its own. One kill ends all of them,
 * since a process takes seconds to start. Each of `flows` begins one and returns the value with which its test goes on; the test
 * asks for it by name.
 */
export function useKilled<T>(
  world: Pick<SharedStore, "databaseUrl" | "gateway">,
  flows: Readonly<Record<string, (cutAfter: CutAfter) => Promise<T>>>,
): (name: string) => T {
  const begun = new Map<string, T>()
  beforeAll(async () => {
    const child = startBeside(world)
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
    try {
      const output = outputOf(child)
      await new Promise<void>((resolve, reject) => {
        child.once("message", () => resolve())
        void exited.then(() => reject(new Error(`the process ended:\n${output()}`)))
      })
      const control = controlOf({ channel: child, exited })
      const cutAfter: CutAfter = (name, input, step) => control.untilCut({ order: "workflow", name, input, cutAfter: step })
      await Promise.all(Object.entries(flows).map(async ([name, begin]) => begun.set(name, await begin(cutAfter))))
    } finally {
      child.kill("SIGKILL")
      await exited
    }
  })
  return (name) => begun.get(name)!
}

/** A process beside the store, on its database, with locks and a bus of its own. */
function startBeside({ databaseUrl, gateway }: Pick<SharedStore, "databaseUrl" | "gateway">): ChildProcess {
  const [command, args] = medusaCommand(["exec", path.join(__dirname, "idle.ts")], [CONTROL])
  return spawn(command, args, {
    cwd: storeDir,
    env: medusaEnv({ DATABASE_URL: databaseUrl, GATEWAY_URL: gateway.url, ADMIN: "off" }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
}

function outputOf(child: ChildProcess): () => string {
  let text = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)))
  }
  return () => text
}
