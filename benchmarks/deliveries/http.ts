import { setTimeout as wait } from "node:timers/promises"
import type { Server } from "../../scripts/lib/postgres"
import { createPost } from "../../src/services/net/post"
import { bodiesOf, capture, captureMany, delivered, openReceiver, openWorld, perSecond, run, type Receiver } from "./world"

export const AT_ONCE = 25
export const PER_SECOND = 50

/** The same facts, sent by the worker from the table and by the client from memory, each per second. */
export async function throughput(pg: Server, count: number): Promise<{ queue: number; bare: number }> {
  const receiver = await openReceiver()
  const { cradle, close } = await openWorld(pg, [receiver])
  try {
    await captureMany(cradle, count)
    const queue = await perSecond(count, async () => {
      run(cradle)
      await delivered(cradle)
    })
    return { queue, bare: await post(receiver, await bodiesOf(cradle)) }
  } finally {
    await close()
    receiver.close()
  }
}

async function post({ url, host }: Receiver, bodies: Buffer[]): Promise<number> {
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
  const receivers = await Promise.all(Array.from({ length: destinations }, () => openReceiver()))
  const { cradle, close } = await openWorld(pg, receivers)
  try {
    return await perSecond(count, async () => {
      const hands = Array.from({ length: 4 }, async () => {
        for (let i = 0; i < count / 4; i++) await capture(cradle)
      })
      await Promise.all(hands)
    })
  } finally {
    await close()
    for (const receiver of receivers) receiver.close()
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
