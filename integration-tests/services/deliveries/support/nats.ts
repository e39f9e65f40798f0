import { connect, type NatsConnection } from "@nats-io/transport-node"
import type { ChildProcess } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { poll } from "../../../../scripts/lib/poll"
import { freePort, freeze, kill, start, thaw } from "./run"

/** The NATS of the machine, with JetStream. */
export const NATS_URL = process.env.TEST_NATS_URL ?? "nats://127.0.0.1:4222"

/** A nats-server of the spec's own, because it is stopped and killed. It keeps its streams over that. */
export interface OwnNats {
  readonly url: string
  /** Lends a connection. */
  use<T>(work: (connection: NatsConnection) => Promise<T>): Promise<T>
  start(): Promise<void>
  stop(): Promise<void>
  freeze(): Promise<void>
  thaw(): Promise<void>
  close(): Promise<void>
}

export async function startNats(): Promise<OwnNats> {
  const port = await freePort()
  const folder = await mkdtemp(path.join(tmpdir(), "payment-notifications-nats-"))
  const url = `nats://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const open = () => poll("nats-server", () => connect({ servers: url, reconnect: false }).catch(() => undefined))
  const own: OwnNats = {
    url,
    async use(work) {
      const connection = await open()
      return work(connection).finally(() => connection.close())
    },
    async start() {
      server = await start("nats-server", ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", folder])
      server.stdout?.resume()
      server.stderr?.resume()
      await own.use(async () => undefined)
    },
    stop: () => kill(server),
    freeze: () => freeze(server),
    thaw: () => thaw(server),
    async close() {
      await kill(server)
      await rm(folder, { recursive: true, force: true })
    },
  }
  await own.start()
  return own
}
