import { poll } from "../../../../scripts/lib/poll"
import { InFlight } from "../../queue/in-flight"
import { DELIVERY_PATIENCE_MS } from "../../queue/times"
import { Turns } from "../../queue/turns"
import type { AttemptedDelivery, ClaimedDelivery, DeliveryRepository } from "../../store/delivery-repository"
import type { DeliveryDispatch } from "../delivery-worker"
import { DeliveryWorker } from "../delivery-worker"
import type { Destinations } from "../destinations"
import type { DestinationKind } from "../kind"
import { OutcomeRecorder } from "../outcome-recorder"
import { Senders } from "../senders"
import { claimed } from "./claimed"

const settle = () => new Promise((resolve) => setTimeout(resolve, 10))

/** Waits until the list is as long as that; a fixed pause would lose against a busy machine. */
const grown = (list: readonly unknown[], length: number) =>
  poll(`${length} of it`, async () => list.length >= length, { everyMs: 1 })

function gate() {
  let pass: () => void = () => {}
  const passed = new Promise<void>((resolve) => (pass = resolve))
  return { passed, pass: () => pass() }
}

/** A worker on deliveries in memory; each destination's config is a text that the test may change. */
function world(due: ClaimedDelivery[], beforeClaim = Promise.resolve()) {
  const configs = new Map([["dest_1", { config: "old", version: 1 }]])
  const sent: string[] = []
  const written: AttemptedDelivery[] = []
  const released: string[] = []
  const open: Array<{ answer: () => void; refuse: () => void }> = []
  const claims: number[] = []
  /** The looks for due destinations so far. */
  const seen: unknown[] = []
  const kind = {
    id: "test",
    atOnce: 2,
    open: ({ config }) => ({
      send: (message) =>
        new Promise((resolve, reject) => {
          sent.push(`${config} ${message.id}`)
          open.push({ answer: () => resolve({ status: 200 }), refuse: () => reject(new Error("503")) })
        }),
      close: async () => {},
    }),
  } as Partial<DestinationKind> as DestinationKind
  const deliveries = {
    dueDestinations: async () => {
      const looked = [...configs].map(([id, { version }]) => ({ id, version }))
      seen.push(looked)
      return looked
    },
    claim: (_id: string, limit: number) => {
      claims.push(limit)
      return beforeClaim.then(() => due.splice(0, limit))
    },
    recordOutcomes: async (_id: string, outcomes: AttemptedDelivery[]) => {
      written.push(...outcomes)
      return { ids: outcomes.map(({ id }) => id), hasMore: due.length > 0 }
    },
    release: async (ids: string[]) => void released.push(...ids),
  } as unknown as DeliveryRepository
  const destinations = {
    sync: async () => {},
    open: async (id: string) => ({
      row: { id, timeout_seconds: 15 },
      kind,
      config: configs.get(id)!.config,
      secrets: [],
      until: undefined,
    }),
  } as unknown as Destinations
  const deliveryTurns = new Turns(2)
  const intakeInFlight = new InFlight()
  const worker = new DeliveryWorker({
    deliveries,
    destinations,
    senders: new Senders({ destinations, clock: () => new Date() }),
    outcomeRecorder: new OutcomeRecorder({ deliveries, deliveryTurns }),
    deliveryTurns,
    intakeInFlight,
    processingInFlight: new InFlight(),
  })
  const faults: unknown[] = []
  const dispatch = { onEnded: () => {}, onFault: (error: unknown) => void faults.push(error) } as unknown as DeliveryDispatch
  /** Ends all that is on its way. */
  const answer = () => open.splice(0).forEach((call) => call.answer())
  const refuse = () => open.splice(0).forEach((call) => call.refuse())
  return { worker, dispatch, configs, sent, written, released, seen, faults, answer, refuse, claims, intakeInFlight }
}

const facts = (count: number) => Array.from({ length: count }, (_, i) => claimed({ id: `pdel_${i}`, event_id: `ptrn_${i}` }))

it("sends what is due in as many places as the kind has, and writes what came of it", async () => {
  const { worker, dispatch, sent, written, answer } = world(facts(3))
  worker.wake()
  await settle()
  expect(sent).toEqual([])
  worker.run(dispatch)
  await grown(sent, 2)
  await settle()
  expect(sent).toEqual(["old ptrn_0", "old ptrn_1"])
  answer()
  await grown(sent, 3)
  answer()
  await grown(written, 3)
  expect(written.map(({ id, state }) => [id, state])).toEqual([0, 1, 2].map((i) => [`pdel_${i}`, "delivered"]))
  await worker.stop()
})

it("sends the next one to a destination as it is by then, although there is always something on its way", async () => {
  const { worker, dispatch, configs, sent, seen, answer } = world(facts(4))
  worker.run(dispatch)
  await grown(sent, 2)
  configs.set("dest_1", { config: "new", version: 2 })
  const looks = seen.length
  worker.wake()
  await grown(seen, looks + 1)
  answer()
  await grown(sent, 4)
  expect(sent).toEqual(["old ptrn_0", "old ptrn_1", "new ptrn_2", "new ptrn_3"])
  answer()
  await worker.stop()
})

it("lets go of what a claim still brings when it is stopped, so that no lease has to lapse first", async () => {
  const claims = gate()
  const { worker, dispatch, sent, released } = world(facts(2), claims.passed)
  worker.run(dispatch)
  await settle()
  const stopped = worker.stop()
  claims.pass()
  await stopped
  expect([sent, released]).toEqual([[], ["pdel_0", "pdel_1"]])
})

/** A worker whose receiver has taken the first two at once: two more are on their way, and two are claimed ahead. */
async function claimedAhead() {
  const all = world(facts(10))
  all.worker.run(all.dispatch)
  await grown(all.sent, 2)
  all.answer()
  await grown(all.sent, 4)
  return all
}

it("claims ahead for a receiver that takes each promptly, and sends no more at once for that", async () => {
  const { worker, claims, sent, answer } = await claimedAhead()
  expect(claims).toEqual([2, 4])
  await settle()
  expect(sent).toHaveLength(4)
  while (sent.length < 10) {
    const before = sent.length
    answer()
    await grown(sent, before + 1)
  }
  answer()
  await worker.stop()
})

it("lets go of what waits once one fails: the breaker judges before more is sent", async () => {
  const { worker, sent, released, claims, written, refuse, answer } = await claimedAhead()
  refuse()
  await grown(claims, 3)
  expect(released).toEqual(["pdel_4", "pdel_5"])
  expect(written.map(({ state }) => state)).toEqual(["delivered", "delivered", "failed", "failed"])
  await grown(sent, 6)
  expect(sent.slice(4)).toEqual(["old ptrn_6", "old ptrn_7"])
  // Nothing is claimed ahead until one has arrived again.
  expect(claims).toEqual([2, 4, 2])
  answer()
  await worker.stop()
})

it("lets go of what waits when it is stopped", async () => {
  const { worker, sent, released, answer } = await claimedAhead()
  const stopped = worker.stop()
  answer()
  await stopped
  expect([sent.length, released]).toEqual([4, ["pdel_4", "pdel_5"]])
})

it("lets go of what has waited until its lease would end before its attempt", async () => {
  const { worker, sent, released, answer } = await claimedAhead()
  const now = jest.spyOn(performance, "now")
  now.mockReturnValue(performance.now() + 20_000)
  answer()
  await grown(released, 2)
  now.mockRestore()
  expect([sent.slice(0, 4), released.slice(0, 2)]).toEqual([[0, 1, 2, 3].map((i) => `old ptrn_${i}`), ["pdel_4", "pdel_5"]])
  expect(sent).not.toContain("old ptrn_4")
  answer()
  await worker.stop()
})

it("lets webhooks that are taken in go first, but not for longer than a moment", async () => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "performance"] })
  try {
    const { worker, dispatch, seen, sent, intakeInFlight, answer } = world(facts(2))
    const turns = async () => {
      for (let i = 0; i < 20; i++) await new Promise(setImmediate)
    }
    intakeInFlight.enter()
    worker.run(dispatch)
    await turns()
    expect(seen).toEqual([])
    jest.advanceTimersByTime(DELIVERY_PATIENCE_MS)
    await turns()
    expect([seen.length, sent.length]).toEqual([1, 2])
    answer()
    await worker.stop()
  } finally {
    jest.useRealTimers()
  }
})
