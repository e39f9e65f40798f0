import { execFile, spawn, type ChildProcess } from "node:child_process"
import { createServer, type AddressInfo } from "node:net"
import { promisify } from "node:util"
import { poll } from "../../../../scripts/lib/poll"

const exec = promisify(execFile)

/** Runs a command to its end; a missing one says how to get it. */
export async function run(command: string, ...args: string[]): Promise<string> {
  try {
    return (await exec(command, args)).stdout
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? missing(command) : error
  }
}

/** Starts a process that stays. */
export function start(command: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] })
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child))
    child.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "ENOENT" ? missing(command) : error))
  })
}

/** Kills it, stopped or not, and waits until it is gone. */
export async function kill(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGKILL")
  await gone
}

/** Stops a process where it is: its connections stay, and nothing answers. Resolves once the kernel has done it. */
export async function freeze(child: ChildProcess | undefined): Promise<void> {
  child?.kill("SIGSTOP")
  await poll("a stopped process", async () => /^T/.test(await run("ps", "-o", "state=", "-p", String(child?.pid))))
}

export async function thaw(child: ChildProcess | undefined): Promise<void> {
  child?.kill("SIGCONT")
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const missing = (command: string): Error =>
  new Error(`These tests need ${command}: apt-get install rabbitmq-server nats-server kcat`)
