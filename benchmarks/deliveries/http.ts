import { setTimeout as wait } from "node:timers/promises"
import type { Server } from "../../scripts/lib/postgres"
import { createPost } from "../../src/services/net/post"
import { forkReceivers } from "./fork-receivers"
import {
  bodiesOf,
  capture,
  captureMany,
  delivered,
  openReceiver,
  openWorld,
  perSecond,
  run,
  type Address,
  type Receiver,
} from "./world"

export const AT_ONCE = 25
export const PER_SECOND = 50

/** The same facts, sent by the worker from the table and by the client from memory, each per second. */
export async function throughput(pg: Server, count: number): Promise<{ queue: number; bare: number }> {
  const others = await forkReceivers(1)
  const { cradle, close } = await openWorld(pg, others.receivers)
  try {
    await captureMany(cradle, count)
    const queue = await perSecond(count, async () => {
      run(cradle)
      await delivered(cradle)
    })
    return { queue, bare: await post(others.receivers[0]!, await bodiesOf(cradle)) }
  } finally {
    await close()
    others.close()
  }
}

async function post({ url, host }: Address, bodies: Buffer[]): Promise<number> {
  const call = createPost({ allowedHosts: [host], atOncePerHost: AT_ONCE })
  const left = [...bodies]
  return perSecond(bodies.length, async () => {
    const hands = Array.from({ length: AT_ONCE }, async () => {
      for (let body; (body = left.shift());) {
        const headers = { "content-type": "application/json" }
        await call({ url, headers, body, signal: AbortSignal.timeout(15_000) })
      }
    })
    await Promise.all(hands)
  })
}

/** Transitions per second with so many destinations, four at a time as processing has them. */
export async function movesWith(pg: Server, destinations: number, count: number): Promise<number> {
  const others = await forkReceivers(destinations)
  const { cradle, close } = await openWorld(pg, others.receivers)
  try {
    return await perSecond(count, async () => {
      const hands = Array.from({ length: 4 }, async () => {
        for (let i = 0; i < count / 4; i++) await capture(cradle)
      })
      await Promise.all(hands)
    })
  } finally {
    await close()
    others.close()
  }
}

/** Milliseconds from the commit of each fact until the first receiver has it, at a steady rate. */
export async function arrivals(pg: Server, seconds: number, others: readonly Receiver[]): Promise<number[]> {
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
