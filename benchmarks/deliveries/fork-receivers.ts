import { fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import type { Address } from "./world"

/** Third parties that share no thread with whoever calls them. */
export interface ForkedReceivers {
  readonly receivers: readonly Address[]
  close(): void
}

/** Starts so many receivers in one process; each answers at once. */
export async function forkReceivers(count: number): Promise<ForkedReceivers> {
  const child = fork(path.join(__dirname, "third-parties.mjs"), [String(count)], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const [ports] = (await once(child, "message")) as [number[]]
  const hosts = ports.map((port) => `127.0.0.1:${port}`)
  return { receivers: hosts.map((host) => ({ host, url: `http://${host}/` })), close: () => child.disconnect() }
}
