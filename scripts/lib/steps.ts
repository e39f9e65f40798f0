import { spawn } from "node:child_process"
import { log } from "./log"
import { root } from "./paths"

/** One program of a run: its name for people, its package and arguments. */
export interface Step {
  readonly name: string
  /** A program of `node_modules`, by the file that Node runs. */
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Shows the step's output while it runs. Default: when it has ended, and only when it failed. */
  readonly live?: boolean
}

/** Runs a step to its end and logs its result; resolves to its name when it failed. */
export async function runStep({ name, program, args, env = {}, live = false }: Step): Promise<string | undefined> {
  const at = Date.now()
  const child = spawn(process.execPath, [require.resolve(program), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: live ? "inherit" : ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  if (code !== 0 && output) process.stderr.write(`${output.trimEnd()}\n`)
  log(`${name}: ${code === 0 ? "passed" : "FAILED"} after ${((Date.now() - at) / 1000).toFixed(1)} s`)
  return code === 0 ? undefined : name
}

/** Runs steps one after the other, also after one has failed; resolves to the names of those that failed. */
export async function runSteps(steps: readonly Step[]): Promise<string[]> {
  const failed: string[] = []
  for (const step of steps) {
    const name = await runStep(step)
    if (name !== undefined) failed.push(name)
  }
  return failed
}

/** Ends the process with the result of the steps; the last line names what was not run. */
export function conclude(failed: readonly string[], leftOut: readonly string[] = []): void {
  const rest = leftOut.length ? `; left out: ${leftOut.join(", ")}` : ""
  log((failed.length ? `failed: ${failed.join(", ")}` : "everything passed") + rest)
  process.exitCode = failed.length ? 1 : 0
}
