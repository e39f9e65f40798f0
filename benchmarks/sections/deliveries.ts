import { setTimeout as wait } from "node:timers/promises"
import { log } from "../../scripts/lib/log"
import { startPostgres, type Server } from "../../scripts/lib/postgres"
import type { Cradle } from "../../src/services/cradle"
import { messageOf } from "../../src/services/deliveries/message"
import { createPost } from "../../src/services/net/post"
import type { ClaimedDelivery } from "../../src/services/store/delivery-repository"
import { capture, openReceiver, openWorld, run, type Receiver } from "../deliveries/world"
import type { Report } from "../lib/report"
import { median, percentile, rounded } from "../lib/stats"

export interface DeliveriesOptions {
  readonly rounds: number
  readonly deliveries: number
  readonly seconds: number
}

const AT_ONCE = 25
const PER_SECOND = 50

/** Deliveries over HTTP beside the bare client with the same bytes; how soon they arrive; and what they cost the payments. */
export async function deliveries({ rounds, deliveries: count, seconds }: DeliveriesOptions): Promise<Report> {
  const serverUrl = process.env.DATABASE_URL
  const pg = await startPostgres(serverUrl ? { serverUrl } : {})
  const queue: number[] = []
  const bare: number[] = []
  const moves: Record<"none" | "four", number[]> = { none: [], four: [] }
  for (let round = 0; round < rounds; round++) {
    const one = await throughput(pg, count)
    queue.push(one.queue)
    bare.push(one.bare)
    moves.none.push(await movesWith(pg, 0, count))
    moves.four.push(await movesWith(pg, 4, count))
    log(`round ${round + 1}: ${JSON.stringify({ ...one, none: moves.none.at(-1), four: moves.four.at(-1) })}`)
  }
  const alone = await arrivals(pg, seconds, [])
  const beside = await arrivals(pg, seconds, [await openReceiver({ hangs: true })])
  return {
    title: `deliveries: ${count} over HTTP, ${rounds} rounds; ${PER_SECOND}/s for ${seconds} s`,
    rows: [
      { name: "queue, one process", per_s: rounded(median(queue)) },
      { name: "the bare client, same bytes", per_s: rounded(median(bare)) },
      { name: "transitions without a destination", per_s: rounded(median(moves.none)) },
      { name: "transitions with four", per_s: rounded(median(moves.four)) },
      { name: "commit to received", p50_ms: rounded(percentile(alone, 0.5)), p99_ms: rounded(percentile(alone, 0.99)) },
      { name: "beside one that hangs 15 s", p50_ms: rounded(percentile(beside, 0.5)), p99_ms: rounded(percentile(beside, 0.99)) },
    ],
    ratios: {
      "queue / bare client": median(queue) / median(bare),
      "transitions with four / without (to reach: >= 0.95)": median(moves.four) / median(moves.none),
      "p99 beside one that hangs / alone (to reach: < 1.2)": percentile(beside, 0.99) / percentile(alone, 0.99),
    },
    notes: [
      "receiver, client and worker share one process; medians of the rounds",
      "transitions: what processing writes of a payment, nothing of Medusa's; their deliveries are not sent meanwhile",
    ],
  }
}

/** The same facts, sent by the worker from the table and by the client from memory, each per second. */
async function throughput(pg: Server, count: number): Promise<{ queue: number; bare: number }> {
  const receiver = await openReceiver()
  const { cradle, close } = await openWorld(pg, [receiver])
  try {
    for (let i = 0; i < count; i += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, () => capture(cradle)))
    const began = performance.now()
    run(cradle)
    await delivered(cradle, count)
    const queue = (count * 1000) / (performance.now() - began)
    const rows: ClaimedDelivery[] = await cradle.dataSource.query(`SELECT * FROM delivery`)
    return {
      queue,
      bare: await post(
        receiver,
        rows.map((row) => messageOf(row).body),
      ),
    }
  } finally {
    await close()
    receiver.close()
  }
}

async function delivered({ dataSource }: Cradle, count: number): Promise<void> {
  for (;;) {
    const [{ open }] = await dataSource.query(`SELECT count(*)::int AS open FROM delivery WHERE state <> 'delivered'`)
    if (open === 0) return
    await wait(Math.min(50, count))
  }
}

async function post({ url, host }: Receiver, bodies: Buffer[]): Promise<number> {
  const call = createPost({ allowedHosts: [host], atOncePerHost: AT_ONCE })
  const left = [...bodies]
  const began = performance.now()
  const hands = Array.from({ length: AT_ONCE }, async () => {
    for (let body; (body = left.shift());) {
      const headers = { "content-type": "application/json" }
      await call({ url, headers, body, signal: AbortSignal.timeout(15_000) })
    }
  })
  await Promise.all(hands)
  return (bodies.length * 1000) / (performance.now() - began)
}

/** Transitions per second with so many destinations, four at a time as processing has them. */
async function movesWith(pg: Server, destinations: number, count: number): Promise<number> {
  const receivers = await Promise.all(Array.from({ length: destinations }, () => openReceiver()))
  const { cradle, close } = await openWorld(pg, receivers)
  try {
    const began = performance.now()
    const hands = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < count / 4; i++) await capture(cradle)
    })
    await Promise.all(hands)
    return (count * 1000) / (performance.now() - began)
  } finally {
    await close()
    for (const receiver of receivers) receiver.close()
  }
}

/** Milliseconds from the commit of each fact until the first receiver has it, at a steady rate. */
async function arrivals(pg: Server, seconds: number, others: readonly Receiver[]): Promise<number[]> {
  const receiver = await openReceiver()
  const { cradle, close } = await openWorld(pg, [receiver, ...others])
  const arrived = new Map<string, number>()
  const committed = new Map<string, number>()
  receiver.received = (body) => arrived.set(JSON.parse(body).data.session_id, performance.now())
  try {
    run(cradle)
    const began = performance.now()
    const all: Promise<void>[] = []
    for (let i = 0; i < seconds * PER_SECOND; i++) {
      await wait(Math.max(0, began + (i * 1000) / PER_SECOND - performance.now()))
      all.push(capture(cradle).then((session) => void committed.set(session, performance.now())))
    }
    await Promise.all(all)
    while (arrived.size < committed.size) await wait(10)
    return [...committed].map(([session, at]) => Math.max(0, arrived.get(session)! - at))
  } finally {
    for (const other of others) other.close()
    await close()
    receiver.close()
  }
}
