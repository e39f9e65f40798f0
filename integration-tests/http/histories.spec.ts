import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import type { ReadyCart } from "../../scripts/lib/shop"
import { bootStore, poll, type TestStore } from "../setup"
import { booksOf, captureModeOf, history, live, moneyOf, type History } from "./support/histories"

/** How many lives of payments are generated; each costs an order on the real store. */
const HISTORIES = Number(process.env.HISTORIES ?? 300)
/** Repeats a failed run: it is printed with every failure. */
const SEED = Number(process.env.HISTORIES_SEED ?? Date.now() % 1_000_000_007)
const AT_ONCE = 6
const KILLS = 3

jest.setTimeout(30 * 60_000)

let world: TestStore

beforeAll(async () => {
  world = await bootStore({
    gateway: { retryDelaysMs: Array(60).fill(1_000) },
    // Waits for another event are short here, and so are the leases of killed workers.
    options: { processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 5, leaseSeconds: 5 } },
  })
})

afterAll(() => world?.stop())

async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = [...items.entries()]
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return results
}

it(`ends ${HISTORIES} generated histories in the money of their in-order run, shuffled, repeated and with ${KILLS} kills`, async () => {
  const histories = fc.sample(history, { numRuns: HISTORIES, seed: SEED })
  const lives = await inLanes(histories, async (told): Promise<{ told: History; ready: ReadyCart; events: string[] }> => {
    const ready = await world.shop.checkout({ sessionData: { capture_mode: captureModeOf(told) } })
    return { told, ready, events: await live(world, ready, told) }
  })
  const events = lives.flatMap((life) => life.events)
  const unsettled = async () => {
    const { rows } = await world.db.query(
      `SELECT count(*) FILTER (WHERE state IN ('received', 'processing', 'failed')) AS open, count(*) AS known
         FROM payment_webhook_event WHERE event_id = ANY($1)`,
      [events],
    )
    return { open: Number(rows[0].open), known: Number(rows[0].known) }
  }

  await world.gateway.client.release({ order: "shuffle", concurrent: true })
  for (let kill = 1; kill <= KILLS; kill++) {
    const mark = (events.length * kill) / (KILLS + 2)
    await poll(
      `${mark} events`,
      async () => {
        const { open, known } = await unsettled()
        return known - open >= mark
      },
      { timeoutMs: 600_000, everyMs: 100 },
    )
    await world.restart({ signal: "SIGKILL" })
    await pause(200)
  }
  await poll(
    "every event settled",
    async () => {
      const { open, known } = await unsettled()
      return open === 0 && known === events.length
    },
    {
      timeoutMs: 900_000,
      everyMs: 500,
    },
  )

  const books = await booksOf(
    world,
    lives.map(({ ready }) => ready.session.id),
  )
  const wrong = lives.flatMap(({ told, ready }) => {
    const expected = moneyOf(told)
    const net = expected.captured - expected.refunded - expected.lost
    const found = books.get(ready.session.id)
    return JSON.stringify(found) === JSON.stringify({ ...expected, net })
      ? []
      : [{ seed: SEED, session: ready.session.id, expected: { ...expected, net }, found, told }]
  })
  expect(wrong).toEqual([])

  const { rows: versions } = await world.db.query(
    `SELECT r.id FROM payment_record r WHERE r.version <> (SELECT count(*) FROM payment_transition t WHERE t.payment_record_id = r.id)`,
  )
  expect(versions).toEqual([])
  const { rows: orders } = await world.db.query(
    `SELECT email FROM "order" WHERE deleted_at IS NULL GROUP BY email HAVING count(*) > 1`,
  )
  expect(orders).toEqual([])
  const calls = await inLanes(lives, ({ ready }) => world.gateway.client.moneyCalls(ready.paymentId))
  expect(calls.flat()).toEqual([])
})
