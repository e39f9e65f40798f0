import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import type { QueryableEntity } from "../../src/services/store/graph/query"
import type { NewNotification } from "../../src/services/store/notification-rows"
import { median, percentile } from "../lib/stats"
import type { Services } from "./plugin"

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

const newEvent = () => ({
  id: `pwhe_${randomUUID()}`,
  account: "stripe",
  source: "webhook" as const,
  provider: "stripe",
  event_id: `evt_${randomUUID()}`,
  type: "payment.captured",
  body: Buffer.alloc(600, "x"),
  headers: {},
  payload: { text: "y".repeat(600) },
  state: "received" as const,
  reason: null,
  last_error: null,
  occurred_at: null,
  received_at: new Date(),
})

/**
 * The database's statements for one paid event: recorded, claimed, compared with its cart, its transition written, completed and
 * announced, its message planned, claimed and sent.
 */
async function applyOne({ recorder, webhookEvents, payments, notifications }: Services): Promise<void> {
  const event = newEvent()
  await recorder.record(event)
  const [claimed] = await webhookEvents.claim(1, 30, event.id)
  const session = `payses_${claimed!.id}`
  await payments.serialize(session, async (transaction) => {
    const record = await transaction.findBySession(session)
    await transaction.lock(`cart_${session}`)
    await transaction.findPaidBeside(session, { payment_collection_id: `paycol_${session}`, cart_id: `cart_${session}` })
    const change = {
      id: `prec_${session}`,
      payment_session_id: session,
      payment_collection_id: `paycol_${session}`,
      cart_id: `cart_${session}`,
      account: "stripe",
      provider: "stripe",
      provider_payment_id: `pi_${session}`,
      state: "captured" as const,
      amount: "1000",
      currency_code: "eur",
    }
    await transaction.recordTransition(record, change, {
      id: `ptrn_${session}`,
      webhook_event_id: claimed!.id,
      fact: "payment.captured",
      from_state: "pending",
      to_state: "captured",
      amount: "1000",
      currency_code: "eur",
      reason_code: null,
      occurred_at: null,
    })
  })
  await webhookEvents.complete(claimed!.id, event.id, { state: "processed", paymentSessionId: session, fact: "payment.captured" })
  await payments.markTransition(`ptrn_${session}`, "announced_at")
  await notifications.plan([messageOf(session)], 3600, 0)
  await payments.markTransition(`ptrn_${session}`, "notified_at")
  const [message] = await notifications.claim("email", 1, 30, event.id)
  await notifications.recordOutcomes(event.id, [{ id: message!.id, state: "sent", notificationId: `noti_${session}` }])
}

const messageOf = (session: string): NewNotification => ({
  id: `pnot_${session}`,
  subject: `ptrn_${session}`,
  payment_transition_id: `ptrn_${session}`,
  payment_record_id: `prec_${session}`,
  payment_attention_id: null,
  fact: "payment.captured",
  audience: "customer",
  channel: "email",
  recipient: `${session}@example.com`,
  locale: null,
  template: "payment.captured",
  data: { text: "z".repeat(300) },
  topic: null,
  essential: true,
  customer_id: null,
  digest_key: null,
  failover_of: null,
  delaySeconds: 0,
  suppressed: null,
})

const TURN = 10

/** A store that takes a second for each event has shown it by then. */
const LONG_ENOUGH_MS = 40_000

/** Milliseconds for one event on each of these stores; the medians of many, taken in turns, so that the machine's moods fall on all. */
export async function perEvent(stores: readonly Services[], events: number): Promise<number[]> {
  const taken = stores.map((): number[] => [])
  const begun = performance.now()
  for (let done = 0; done < events && performance.now() - begun < LONG_ENOUGH_MS; done += TURN) {
    for (const [i, services] of stores.entries())
      for (let n = 0; n < TURN; n++) taken[i]!.push(await timed(() => applyOne(services)))
  }
  return taken.map(median)
}

export const LISTS: ReadonlyArray<readonly [name: string, entity: QueryableEntity, order: string, filters: object]> = [
  ["webhook events", "PaymentWebhookEvent", "received_at", {}],
  ["webhook events of one payment", "PaymentWebhookEvent", "received_at", { provider_payment_id: "pi_77" }],
  ["webhook events that are dead", "PaymentWebhookEvent", "received_at", { state: "dead" }],
  ["payments", "PaymentRecord", "updated_at", {}],
  ["payments that failed", "PaymentRecord", "updated_at", { state: "failed" }],
  ["notifications", "PaymentNotification", "created_at", {}],
  ["notifications to one address", "PaymentNotification", "created_at", { recipient: "buyer77@example.com" }],
  ["attention items", "PaymentAttention", "created_at", {}],
]

/** The first page as the admin route of each checkout reads it; the columns are those of the route. */
export function firstPage({ lists, queries }: Services, [, entity, by, filters]: (typeof LISTS)[number]): Promise<unknown> {
  const fields = FIELDS[entity]!
  const order = { [by]: "DESC" as const }
  if (lists) return lists.page(entity, { fields, filters: filters as never, order, limit: 20 })
  return queries.listAndCount(entity, filters as never, { select: fields, order, take: 20 })
}

const FIELDS: Partial<Record<QueryableEntity, string[]>> = {
  PaymentWebhookEvent:
    "id account provider event_id type state reason attempts next_attempt_at last_error payment_record_id payment_session_id provider_payment_id received_at processed_at updated_at".split(
      " ",
    ),
  PaymentRecord:
    "id payment_session_id cart_id order_id account provider provider_payment_id state amount captured_amount currency_code created_at updated_at".split(
      " ",
    ),
  PaymentNotification:
    "id subject fact audience channel recipient template state reason attempts payment_record_id sent_at delivered_at created_at updated_at".split(
      " ",
    ),
  PaymentAttention: "id kind subject_key state account payment_session_id detail created_at updated_at".split(" "),
}

/** After so much time no further round begins: of what takes seconds, caches and luck are the smaller part. */
const ENOUGH_MS = 2_000

/** Milliseconds of the fastest of `rounds`: the machine's other work only adds. */
export async function fastest(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  const begun = performance.now()
  for (let i = 0; i < rounds && performance.now() - begun < ENOUGH_MS; i++) taken.push(await timed(work))
  return Math.min(...taken)
}

/** A night's round of retention over every kind of row: a batch of the oldest, and one that finds nothing old enough. */
export async function prune({ retention }: Services): Promise<void> {
  for (const what of KINDS) for (const days of [399, 4_000]) await retention.prune(what, days, 500)
}

const KINDS = ["findings", "runs", "checks", "notifications", "webhookEvents", "paymentMethodUses", "pushSubscriptions"] as const

export interface Intake {
  readonly p99: number
  readonly refused: number
}

/** Webhooks at a fixed rate while `readers` lists are read at once, again and again. */
export async function intake(services: Services, { seconds, readers }: { seconds: number; readers: number }): Promise<Intake> {
  const PER_SECOND = 50
  const taken: number[] = []
  let refused = 0
  let stopped = false
  const reading = Array.from({ length: readers }, async (_, i) => {
    while (!stopped) await firstPage(services, LISTS[i % LISTS.length]!).catch(() => wait(10))
  })
  const calls: Promise<void>[] = []
  const begun = performance.now()
  for (let i = 0; i < seconds * PER_SECOND; i++) {
    await wait(Math.max(0, begun + (i * 1000) / PER_SECOND - performance.now()))
    const call = timed(() => services.intakeInFlight.during(() => services.recorder.record(newEvent())))
    calls.push(
      call.then(
        (ms) => void taken.push(ms),
        () => void refused++,
      ),
    )
  }
  await Promise.all(calls)
  stopped = true
  // Lists that take minutes end with their database.
  await Promise.race([Promise.all(reading), wait(5_000, undefined, { ref: false })])
  return { p99: percentile(taken, 0.99), refused }
}
