import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { exampleAccounts } from "./accounts"
import { onExit } from "./clean-up"
import { freePort, requireFree } from "./free-port"
import { medusaCommand, medusaEnv } from "./medusa"
import { storeDir } from "./paths"

export interface StoreOptions {
  databaseUrl: string
  gatewayUrl: string
  /** Default: a free one. */
  port?: number
  /** More environment for `medusa-config.ts`. */
  env?: Record<string, string>
  /** The work that this process does. Default `shared`: requests, subscribers and jobs. */
  mode?: "shared" | "server" | "worker"
  /** Serve the dashboard; it must have been built. Default false. */
  admin?: boolean
  /** Files that are loaded into the process before Medusa. */
  preload?: readonly string[]
  /** Milliseconds until `/health` must answer. Default 90,000. */
  timeoutMs?: number
}

/** A Medusa process of the example store. */
export interface StoreProcess {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Messages from and to the preloaded files. */
  readonly channel: Pick<ChildProcess, "send" | "on">
  /** The last lines it printed, oldest first. */
  logs(): string[]
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<void>
  /** Ends it the polite way, and by force after ten seconds. */
  stop(): Promise<void>
  /** Sends a signal and waits for the end: `kill("SIGKILL")` is a crash. */
  kill(signal: NodeJS.Signals): Promise<void>
}

const KEPT_LINES = 2000

/** Starts the example store on its own database and waits until it is healthy. Plugin and template must be built before. */
export async function startStore(options: StoreOptions): Promise<StoreProcess> {
  const { databaseUrl, gatewayUrl, env = {}, mode = "shared", admin = false, preload, timeoutMs = 90_000 } = options
  const port = options.port === undefined ? await freePort() : await requireFree(options.port)
  const url = `http://127.0.0.1:${port}`
  const [command, args] = medusaCommand(["start", "--port", String(port), "--host", "127.0.0.1"], preload)
  const child = spawn(command, args, {
    // The dashboard is found beside the built store; without it the sources run as they are.
    cwd: admin ? path.join(storeDir, ".medusa", "server") : storeDir,
    env: medusaEnv({
      DATABASE_URL: databaseUrl,
      GATEWAY_URL: gatewayUrl,
      PORT: String(port),
      WORKER_MODE: mode,
      ADMIN: admin ? "on" : "off",
      EXAMPLE_ACCOUNTS: JSON.stringify(exampleAccounts(url, gatewayUrl)),
      ...env,
    }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Its own group: Ctrl-C reaches the script alone, which stops things in the right order.
    detached: process.platform !== "win32",
  })
  const lines = keepLines(child)
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const ended = () => child.exitCode !== null || child.signalCode !== null
  const kill = async (signal: NodeJS.Signals) => {
    if (!ended()) child.kill(signal)
    await exited
  }
  const stop = async () => {
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000)
    await kill("SIGTERM")
    clearTimeout(timer)
  }
  onExit(stop)

  const deadline = Date.now() + timeoutMs
  while (!(await isHealthy(url))) {
    if (ended() || Date.now() > deadline) {
      await kill("SIGKILL")
      throw new Error(`The store did not start on ${url}:\n${lines.slice(-60).join("\n")}`)
    }
    await pause(100)
  }
  return { url, port, pid: child.pid!, channel: child, logs: () => [...lines], exited, stop, kill }
}

function keepLines(child: ChildProcess): string[] {
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ""
    stream?.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split("\n")
      rest = parts.pop() ?? ""
      lines.push(...parts)
      if (process.env.STORE_LOGS) process.stderr.write(parts.map((part) => `store| ${part}\n`).join(""))
      if (lines.length > KEPT_LINES) lines.splice(0, lines.length - KEPT_LINES)
    })
  }
  return lines
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}
