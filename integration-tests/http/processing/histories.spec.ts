import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { dialects } from "../../../src/testing"
import { poll, storeAccounts, useStore } from "../../setup"
import { runCommand } from "../support/command"
import { moneyRowsOf, captureModeOf, endsInAttempt, hasLosses, history, live, moneyOf, type History } from "../support/histories"

/** How many lives of payments are generated; each costs an order on the real store. */
const HISTORIES = Number(process.env.HISTORIES ?? 300)
/**
 * The seed they are generated from, printed with every failure. It is the same every time, so that a failure points to the change
 * itself. Another seed looks for faults that this one does not show: `HISTORIES_SEED=$RANDOM`. Order of arrival and kills are
 * random in any case.
 */
const SEED = Number(process.env.HISTORIES_SEED ?? 307_252_950)
const AT_ONCE = 12
const KILLS = 3

jest.setTimeout(30 * 60_000)

/** The two accounts that report the histories. Of them, only Stripe can be asked as well. */
const optionsFor = (gatewayUrl: string) => {
  const { options } = dialects.stripe.example({ webhookUrl: "", apiUrl: `${gatewayUrl}/api/stripe` })
  const { secret } = storeAccounts.stripe!.credentials
  const { keyId, secret: hmacSecret } = storeAccounts.hmac!.credentials
  const paymentProviders = ["pp_sandbox_sandbox"]
  return {
    accounts: [
      { id: "stripe", provider: "stripe", paymentProviders, options: { ...(options as object), signingSecrets: [secret] } },
      { id: "hmac", provider: "hmac", paymentProviders, options: { keys: [{ id: keyId, secrets: [hmacSecret] }] } },
    ],
    // Waits for another event are short here, and so are the leases of killed workers.
    processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 5, leaseSeconds: 5 },
    // Only when the test says so: until then, a late event is not lost.
    reconciliation: { enabled: false, callsPerMinute: 6_000 },
  }
}
let options: ReturnType<typeof optionsFor>

const world = useStore({
  gateway: { retryDelaysMs: Array(60).fill(1_000) },
  options: (gatewayUrl) => (options = optionsFor(gatewayUrl)),
})

interface Life {
  readonly history: History
  readonly ready: ReadyCart
  /** Ids of the events that come. */
  readonly events: readonly string[]
}

async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = [...items.entries()]
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return results
}

async function liveAll(histories: readonly History[]): Promise<Life[]> {
  return inLanes(histories, async (story) => {
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
  poll(what, async () => (await progressOf(events)).finished >= events.length * share, { timeoutMs: 900_000, everyMs: 50 })

it(`ends ${HISTORIES} generated histories in the money of their in-order run: shuffled, repeated, lost in part, with ${KILLS} kills`, async () => {
  const lives = await liveAll(fc.sample(history, { numRuns: HISTORIES, seed: SEED }))
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

  const reconciled = await runCommand(world, ["reconcile", "--since", "6h", "--wait", "600", "--json"], { options })
  const unrepaired = reconciled.out.findings.filter(({ state }: any) => state !== "repaired")
  expect({ seed: SEED, unrepaired }).toEqual({ seed: SEED, unrepaired: [] })
  expect(reconciled).toMatchObject({ code: 0, out: { unasked: 0, run: { checked: HISTORIES } } })
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
  const calls = await inLanes(lives, ({ ready }) => world.gateway.client.moneyCalls(ready.paymentId))
  expect(calls.flat()).toEqual([])
})
