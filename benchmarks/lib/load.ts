import { fork } from "node:child_process"
import path from "node:path"

/** Load on one URL. With `rate` the calls come at that many per second, else as fast as they are answered. */
export interface LoadJob {
  /** Base URL of the store, or with no account the URL to GET. */
  readonly url: string
  /** The account that unwanted, really signed webhooks go to. */
  readonly account?: "sandbox" | "hmac"
  /** Start of the event ids; not used before on this store. */
  readonly prefix: string
  readonly rate?: number
  readonly connections?: number
  readonly seconds?: number
  readonly amount?: number
  /** Headers of a GET. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface LoadResult {
  readonly sent: number
  readonly perSecond: number
  /** Milliseconds, as are all latencies. */
  readonly p50: number
  readonly p99: number
  /** Calls without a 2xx. */
  readonly failed: number
}

/** Runs the job in a process of its own. */
export function load(job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, "generator.ts"), {
      execArgv: ["-r", "ts-node/register/transpile-only"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    })
    child.once("message", (result) => resolve(result as LoadResult))
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`the load generator ended with ${code} before it had a result`)))
    child.send(job)
  })
}
