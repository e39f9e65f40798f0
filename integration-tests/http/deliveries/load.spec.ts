import type { ServerResponse } from "node:http"
import { poll, useStore } from "../../setup"
import { deliveriesOf, deliveryIn, receivers, to, type Receiver } from "../support/deliveries"
import { finishedEvent } from "../support/look"
import { recordPayments } from "../support/recorded-payments"

/** The longest that there is, and longer than a test holds back an answer. */
const TIMEOUT_SECONDS = 60
/** A lease and the time of an attempt have passed. */
const LEASE_SECONDS = TIMEOUT_SECONDS + 60
/** Calls of one process to one destination at once. */
const PLACES = 25

let erp: Receiver

const world = useStore(async () => {
  ;({ erp } = await receivers("erp"))
  const destination = to("erp", erp, { timeoutSeconds: TIMEOUT_SECONDS })
  return { options: { deliveries: { allowedHosts: [erp.host], destinations: [destination] as never } } }
})

afterAll(() => erp?.stop())

const say = (verb: string, body: object = {}) =>
  world.admin("POST", `/admin/payment-notifications/destinations/erp/${verb}`, body)

/** Facts that wait for the destination, all at once. */
async function load(name: string, payments: number, transitions: number): Promise<void> {
  await say("pause")
  erp.calls.length = 0
  await recordPayments(world, name, payments, transitions)
  // The clock of the database was stepped, and those facts are of its time.
  const [since, until] = [-1, 24].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString())
  await say("replay", { since, until })
}

/** Holds back all answers from now on; gives the held ones when it is told to. */
function hold(after = 0): { count(): number; release(): void } {
  const held: ServerResponse[] = []
  let taken = 0
  erp.answer = (response) => void (taken++ < after ? response.end() : held.push(response))
  return {
    count: () => held.length,
    release: () => {
      erp.answer = (response) => void response.end()
      for (const response of held.splice(0)) response.end()
    },
  }
}

const delivered = (count: number) =>
  poll(
    `${count} deliveries`,
    async () => {
      const { rows } = await world.db.query(
        `SELECT state, count(*)::int AS n FROM delivery WHERE event_id LIKE 'ptrn_${name}%' GROUP BY 1`,
      )
      return rows.length === 1 && rows[0].state === "delivered" && rows[0].n === count
    },
    { timeoutMs: 60_000 },
  )

let name = ""

/** The calls of each payment in the order they came: each sequence behind the one before, and a repeat is the same message. */
function perPayment(): Map<string, number[]> {
  const bodies = new Map<string, string>()
  const sequences = new Map<string, number[]>()
  for (const { headers, body } of erp.calls) {
    const { id, sequence, data } = JSON.parse(body.toString())
    expect(headers["webhook-id"]).toBe(id)
    expect(bodies.get(id) ?? body.toString()).toBe(body.toString())
    bodies.set(id, body.toString())
    sequences.set(data.payment_record_id, [...(sequences.get(data.payment_record_id) ?? []), sequence])
  }
  return sequences
}

it("sends one message for a burst of twenty redeliveries of an event", async () => {
  const { session, paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay", { delivery: { times: 20, wait: true } })
  await finishedEvent(world, event_id, "processed")
  await deliveryIn(world, "delivered", "erp", session.id)

  expect(await deliveriesOf(world, "erp", session.id)).toHaveLength(1)
  expect(erp.calls.filter(({ body }) => body.toString().includes(session.id))).toHaveLength(1)
})

it("loses nothing when it is killed three times under load, and repeats only messages that were on their way", async () => {
  name = "killed"
  await load(name, 60, 5)
  let held = hold(60)
  await say("resume")
  for (const answered of [60, 60, Infinity]) {
    await poll("calls that wait for their answer", async () => held.count() === PLACES, { timeoutMs: 60_000 })
    // All places are taken: the process that dies sends nothing more.
    held = hold(answered)
    await world.restart({ signal: "SIGKILL" })
    await world.step(LEASE_SECONDS)
  }
  await delivered(300)

  const sequences = perPayment()
  expect(sequences.size).toBe(60)
  for (const each of sequences.values()) {
    expect([...new Set(each)]).toEqual([1, 2, 3, 4, 5])
    expect(each).toEqual([...each].sort((a, b) => a - b))
  }
  // Nobody can know whether the receiver has what it did not answer.
  expect(erp.calls.length).toBe(300 + 3 * PLACES)
}, 240_000)

it("keeps each payment's order with two processes that send at once, and sends nothing twice", async () => {
  name = "two"
  const other = await world.another()
  try {
    await load(name, 60, 4)
    const held = hold()
    await say("resume")
    // One process has no more places than these.
    await poll("calls of both processes", async () => held.count() > PLACES, { timeoutMs: 60_000 })
    held.release()
    await delivered(240)
  } finally {
    await other.stop()
  }

  const sequences = perPayment()
  expect(sequences.size).toBe(60)
  for (const each of sequences.values()) expect(each).toEqual([1, 2, 3, 4])
}, 120_000)
