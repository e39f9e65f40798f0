import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { freePort } from "../free-port"
import type { Binaries } from "./binaries"
import type { RunAs } from "./run-as"

/** Name and password of the cluster's superuser; it listens on 127.0.0.1 only. */
export const SUPERUSER = { name: "postgres", password: "postgres" } as const

/** A running server. */
export interface Cluster {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
  /** Ends it as a crash does: nothing is written down, and every connection is gone. */
  crash(): Promise<void>
  /** For `process.on("exit")`, where nothing can be awaited. */
  kill(): void
}

/** Creates the cluster in `dataDir` unless it holds a usable one. */
export function initCluster(dataDir: string, binaries: Binaries, user: RunAs): void {
  stopOrphan(dataDir, binaries, user)
  if (readVersion(dataDir) === binaries.major) return
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const secrets = fs.mkdtempSync(path.join(os.tmpdir(), "pg-init-"))
  const passwordFile = path.join(secrets, "password")
  fs.writeFileSync(passwordFile, SUPERUSER.password)
  if (user.uid !== undefined && user.gid !== undefined) {
    for (const item of [dataDir, secrets, passwordFile]) fs.chownSync(item, user.uid, user.gid)
  }
  try {
    const flags = [`--pgdata=${dataDir}`, `--username=${SUPERUSER.name}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"]
    const result = spawnSync(binaries.initdb, [...flags, "--encoding=UTF8", "--locale=C", "--no-sync"], {
      ...user,
      cwd: dataDir,
      encoding: "utf8",
    })
    if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message}`)
  } catch (error) {
    fs.rmSync(dataDir, { recursive: true, force: true })
    throw error
  } finally {
    fs.rmSync(secrets, { recursive: true, force: true })
  }
}

/**
 * Starts the server on a free port. `durable: false` turns every flush to disk off. That is fine for tests: a crash of the
 * machine may lose the data, while a crash of the store or of PostgreSQL alone loses nothing either way.
 */
export async function startCluster(
  dataDir: string,
  binaries: Binaries,
  user: RunAs,
  durable: boolean,
  { oldPort, more = {} }: { oldPort?: number | undefined; more?: Readonly<Record<string, string>> } = {},
): Promise<Cluster> {
  const port = oldPort ?? (await freePort())
  const settings = {
    ...more,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  // Its own process group, so that Ctrl-C in a terminal stops the store first and the database last.
  const child = spawn(binaries.postgres, ["-D", dataDir, "-p", String(port), ...flags], {
    ...user,
    cwd: dataDir,
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe"],
  })
  await ready(child)
  return {
    port,
    pid: child.pid!,
    stop: () => stop(child),
    crash: () => stop(child, "SIGQUIT"),
    kill: () => void child.kill("SIGQUIT"),
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ""
    child.stderr?.on("data", (chunk: Buffer) => {
      // The end of it: after a crash, every client that comes too early has a line before this one.
      output = (output + chunk.toString()).slice(-20_000)
      if (output.includes("ready to accept connections")) resolve()
    })
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`PostgreSQL did not start (code ${code}): ${output.slice(-2000)}`)))
  })
}

/** SIGINT is "fast": open connections are closed, nothing is lost. */
async function stop(child: ChildProcess, signal: "SIGINT" | "SIGQUIT" = "SIGINT"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  child.kill(signal)
  const timer = setTimeout(() => child.kill("SIGQUIT"), 15_000)
  await exited
  clearTimeout(timer)
}

/** A server whose parent was killed still runs on this folder: the slot's lock shows that it is ours to stop. */
function stopOrphan(dataDir: string, { pgCtl }: Binaries, user: RunAs): void {
  if (!fs.existsSync(path.join(dataDir, "postmaster.pid"))) return
  spawnSync(pgCtl, ["stop", "-D", dataDir, "-m", "fast", "-w", "-t", "20"], { ...user, cwd: os.tmpdir() })
  fs.rmSync(path.join(dataDir, "postmaster.pid"), { force: true })
}

function readVersion(dataDir: string): string | undefined {
  try {
    return fs.readFileSync(path.join(dataDir, "PG_VERSION"), "utf8").trim()
  } catch {
    return undefined
  }
}
