import { jetstreamManager } from "@nats-io/jetstream"
import { connect } from "@nats-io/transport-node"
import { spawn, type ChildProcess } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { onExit } from "../../scripts/lib/clean-up"
import { freePort } from "../../scripts/lib/free-port"
import { poll } from "../../scripts/lib/poll"
import type { Server } from "../../scripts/lib/postgres"
import { recover } from "../../src/services/deliveries/editing/recover"
import { percentile } from "../lib/stats"
import { steadily } from "./steadily"
import { ACCOUNT, call } from "./webhooks"
import { bodiesOf, capture, delivered, openWorldWith, run } from "./world"

const WEBHOOKS_PER_SECOND = 100
const FACTS_PER_SECOND = 25
const OUTAGE_SECONDS = 60

export interface Outage {
  /** The intake's p99 in milliseconds, before the broker is killed and while it is away. */
  readonly before: number
  readonly during: number
  readonly facts: number
  /** Facts that the stream does not have in the end, and those that it has twice. */
  readonly lost: number
  readonly repeated: number
}

/** A NATS of its own is killed for a minute, under webhooks and facts. */
export async function outage(pg: Server): Promise<Outage> {
  const nats = await openNats()
  const config = { servers: nats.url, stream: "PAYMENTS" }
  const { cradle, service, close } = await openWorldWith(pg, {
    ...ACCOUNT,
    deliveries: { destinations: [{ id: "broker", kind: "nats", config }] },
  })
  run(cradle)
  const facts = steadily(FACTS_PER_SECOND, () => capture(cradle))
  try {
    // The first calls compile what all others run.
    await intakeFor(5, service)
    const before = await intakeFor(OUTAGE_SECONDS, service)
    const since = new Date()
    await nats.stop()
    const during = await intakeFor(OUTAGE_SECONDS, service)
    await nats.start()
    await facts.stop()
    await poll(
      "the breaker's probe",
      async () => {
        const [{ open }] = await cradle.dataSource.query(`SELECT opened_until IS NOT NULL AS open FROM delivery_destination`)
        return !open
      },
      { timeoutMs: 180_000 },
    )
    await recover(cradle, { destinationId: "broker", since, actorId: "bench" })
    await delivered(cradle)
    const ids = (await bodiesOf(cradle)).map((body) => JSON.parse(body.toString()).id as string)
    const stored = await nats.ids()
    return {
      ...{ before: percentile(before, 0.99), during: percentile(during, 0.99), facts: ids.length },
      lost: ids.filter((id) => !stored.includes(id)).length,
      repeated: stored.length - new Set(stored).size,
    }
  } finally {
    await close()
    await nats.close()
  }
}

async function intakeFor(seconds: number, service: Parameters<typeof call>[0]): Promise<number[]> {
  const took: number[] = []
  const calls = steadily(WEBHOOKS_PER_SECOND, async () => void took.push(await call(service)))
  await wait(seconds * 1000)
  await calls.stop()
  return took
}

interface OwnNats {
  readonly url: string
  start(): Promise<void>
  stop(): Promise<void>
  /** The ids of all stored messages. */
  ids(): Promise<string[]>
  close(): Promise<void>
}

async function openNats(): Promise<OwnNats> {
  const port = await freePort()
  const folder = await mkdtemp(path.join(tmpdir(), "payment-notifications-bench-nats-"))
  const url = `nats://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  const open = () => poll("nats-server", () => connect({ servers: url, reconnect: false }).catch(() => undefined))
  const withStreams = async <T>(work: (streams: Awaited<ReturnType<typeof jetstreamManager>>["streams"]) => Promise<T>) => {
    const connection = await open()
    return work((await jetstreamManager(connection)).streams).finally(() => connection.close())
  }
  const own: OwnNats = {
    url,
    async start() {
      server = spawn("nats-server", ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", folder], { stdio: "ignore" })
      await withStreams((streams) => streams.add({ name: "PAYMENTS", subjects: ["payments.>"] }))
    },
    async stop() {
      const gone = new Promise((resolve) => server?.once("exit", resolve))
      server?.kill("SIGKILL")
      await gone
    },
    ids: () =>
      withStreams(async (streams) => {
        const { state } = await streams.info("PAYMENTS")
        const ids: string[] = []
        for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
          const message = await streams.getMessage("PAYMENTS", { seq })
          if (message) ids.push(message.header.get("Nats-Msg-Id"))
        }
        return ids
      }),
    async close() {
      await own.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  onExit(() => void server?.kill("SIGKILL"))
  await own.start()
  return own
}
