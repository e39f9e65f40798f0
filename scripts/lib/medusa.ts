import { spawn } from "node:child_process"
import os from "node:os"
import path from "node:path"
import { root, storeDir } from "./paths"

/** Preloaded, it ends a process whose parent is gone. */
export const followParent = path.join(__dirname, "follow-parent.cjs")
/** Preloaded, it spares a process that loads Medusa a part of its start. */
export const compileCache = path.join(__dirname, "compile-cache.cjs")
const cli = path.join(root, "node_modules", "@medusajs", "cli", "cli.js")

/**
 * Command and arguments that run Medusa's CLI as the very process we spawn, so that a signal to the child reaches Medusa.
 * `preload` is loaded before it.
 */
export const medusaCommand = (args: readonly string[], preload: readonly string[] = []): [string, string[]] => [
  process.execPath,
  [...[followParent, compileCache, ...preload].flatMap((file) => ["-r", file]), cli, ...args],
]

/** Environment of every Medusa process that we start. Variables that the caller's shell sets for another store do not leak in. */
export function medusaEnv(env: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, PORT: _port, NODE_OPTIONS: _options, REDIS_URL: _redis, ...inherited } = process.env
  return { ...inherited, NODE_ENV: "production", MEDUSA_DISABLE_TELEMETRY: "true", ...env }
}

/** Runs a command of the example store to its end; rejects with the end of its output when it fails. */
export function run(args: readonly string[], env: Record<string, string | undefined>): Promise<void> {
  const [command, commandArgs] = medusaCommand(args)
  return runProcess(command, commandArgs, medusaEnv(env), storeDir)
}

/** The same for work that nobody waits for yet: it uses the time that other processes leave over. */
export function runInBackground(args: readonly string[], env: Record<string, string | undefined>): Promise<void> {
  const [command, commandArgs] = medusaCommand(args)
  return runProcess(command, commandArgs, medusaEnv(env), storeDir, os.constants.priority.PRIORITY_BELOW_NORMAL)
}

/** Runs any program to its end; rejects with the end of its output when it fails. */
export function runProcess(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
  priority = os.constants.priority.PRIORITY_NORMAL,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe", "ipc"] })
    if (child.pid && priority !== os.constants.priority.PRIORITY_NORMAL) os.setPriority(child.pid, priority)
    let output = ""
    const append = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000))
    child.stdout?.on("data", append)
    child.stderr?.on("data", append)
    child.once("error", reject)
    child.once("close", (code) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(
            `${path.basename(command)} ${args.map((arg) => path.basename(arg)).join(" ")} ended with ${code}:\n${output}`,
          ),
        )
    })
  })
}
