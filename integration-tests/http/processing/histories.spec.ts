import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { poll, useStore } from "../../setup"
import { AT_ONCE, historyGateway, historyOptions, PAYMENTS, SEED } from "../support/history-store"
import { moneyRowsOf, captureModeOf, endsInAttempt, hasLosses, history, live, moneyOf, type History } from "../support/histories"
import { inLanes } from "../support/lanes"

const KILLS = 2

jest.setTimeout(30 * 60_000)

const world = useStore({ gateway: historyGateway, options: historyOptions })

interface Life {
  readonly history: History
  readonly ready: ReadyCart
  /** Ids of the events that come. */
  readonly events: readonly string[]
}

async function liveAll(histories: readonly History[]): Promise<Life[]> {
  return inLanes(AT_ONCE, histories, async (story) => {
    const ready = await world.shop.checkout({ sessionData: { capture_mode: captureModeOf(story) } })
    return { history: story, ready, events: await live(world, ready, story) }
  })
}

async function progressOf(events: readonly string[]): Promise<{ known: number; finished: number }> {
  const { rows } = await world.db.query(
    `SELECT count(*)::int AS known, count(*) FILTER (WHERE state NOT IN ('received', 'processing', 'failed'))::int AS finished
       FROM payment_webhook_event WHERE event_id = ANY($1)`,
    [events],
  )
  return rows[0]
}

const eventsOf = (lives: readonly Life[]): string[] => lives.flatMap(({ events }) => [...events])

const finished = (what: string, events: readonly string[], share = 1) =>
  poll(what, async () => (await progressOf(events)).finished >= events.length * share, {
    timeoutMs: 900_000,
    // A look reads thousands of rows: more often, it would take a tenth of the machine.
    everyMs: 500,
  })

it(`ends ${PAYMENTS} generated histories in the money of their in-order run: shuffled, repeated, lost in part, with ${KILLS} kills`, async () => {
  const lives = await liveAll(fc.sample(history, { numRuns: PAYMENTS, seed: SEED }))
  const [lossy, story] = [lives.filter((life) => hasLosses(life.history)), lives.filter((life) => !hasLosses(life.history))]

  await world.gateway.client.release({ order: "shuffle", concurrent: true })
  for (let kill = 1; kill <= KILLS; kill++) {
    await finished(`the events before kill ${kill}`, eventsOf(story), kill / (KILLS + 2))
    await world.restart({ signal: "SIGKILL" })
    await pause(200)
  }
  await finished("every event of what was told in full", eventsOf(story))
  // Some of the others wait for events that never come.
  const late = eventsOf(lossy)
  await poll("every event", async () => (await progressOf(late)).known === late.length, { timeoutMs: 60_000 })

  const reconciled = await world.command(["reconcile", "--since", "6h", "--wait", "600", "--json"])
  const unrepaired = reconciled.out.findings.filter(({ state }: any) => state !== "repaired")
  expect({ seed: SEED, unrepaired }).toEqual({ seed: SEED, unrepaired: [] })
  expect(reconciled).toMatchObject({ code: 0, out: { unasked: 0, run: { checked: PAYMENTS } } })
  // A history that was reported in full needs no reconciliation, except for the order of attempts.
  const needless = reconciled.out.findings.flatMap((finding: any) => {
    const life = story.find(({ ready }) => ready.session.id === finding.payment_session_id)
    return life && !endsInAttempt(life.history) ? [{ finding, history: life.history }] : []
  })
  expect({ seed: SEED, needless }).toEqual({ seed: SEED, needless: [] })
  await finished("the events that waited for lost ones", late)

  const moneyRows = await moneyRowsOf(
    world,
    lives.map(({ ready }) => ready.session.id),
  )
  const wrong = lives.flatMap(({ history: story, ready }) => {
    const expected = moneyOf(story)
    const net = expected.captured - expected.refunded - expected.lost
    const found = moneyRows.get(ready.session.id)
    return JSON.stringify(found) === JSON.stringify({ ...expected, net })
      ? []
      : [{ seed: SEED, session: ready.session.id, expected: { ...expected, net }, found, history: story }]
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
  const calls = await inLanes(AT_ONCE, lives, ({ ready }) => world.gateway.client.moneyCalls(ready.paymentId))
  expect(calls.flat()).toEqual([])
})
