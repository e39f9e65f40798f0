import type { ReadyCart } from "../../../scripts/lib/shop"
import type { PaymentTransition } from "../../../src/services/store/entities"
import { poll, useStore } from "../../setup"
import { attentionOf, afterPaymentDone, forgetAfterPayment, transitionsOf, reportAndAwait } from "../support/after-payment"
import { outcomeOf, paidOnce, finishedEvent } from "../support/look"

const HOOK = "paymentCaptured"

// Longer than any real test takes: a retry comes only when the clock is stepped.
const RETRY_SECONDS = 600
/** The lease of an attempt that is under way: less than half of the retry. */
const LEASE_SECONDS = 130
const afterPayment = { retryInitialSeconds: RETRY_SECONDS, retryMaxSeconds: RETRY_SECONDS, giveUpAfterSeconds: 4 * RETRY_SECONDS }

const world = useStore({
  options: { afterPayment, processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 } },
  gateway: { retryDelaysMs: Array<number>(240).fill(250) },
})

beforeAll(() => world.watch(HOOK))

const hookRuns = () => world.store.logs().filter((line) => line === `step ${HOOK} is run`).length

/** The example store's hook has written this on the order. */
const written = async ({ cart }: ReadyCart): Promise<Record<string, string> | undefined> =>
  (await world.db.query(`SELECT metadata FROM "order" WHERE email = $1`, [cart.email])).rows[0]?.metadata?.captures

/** The transition once this attempt at its after-payment workflow has failed, and its lease is over. */
const failedAttempt = ({ session }: ReadyCart, attempts: number): Promise<PaymentTransition> =>
  poll(`attempt ${attempts} to have failed`, async () => {
    const [move] = await transitionsOf(world, session.id)
    const { rows } = await world.db.query(`SELECT now() + make_interval(secs => $1) AS lease`, [LEASE_SECONDS])
    const { after_payment_due_at: due } = move ?? {}
    return move?.after_payment_attempts === attempts && (!due || due > rows[0].lease) && move
  })

const mailsTo = ({ cart }: ReadyCart) => world.gateway.client.mailbox(cart.email!)

it("runs a store's hook once per transition, however often reported", async () => {
  const before = hookRuns()
  const ready = await world.shop.checkout({ quantity: 2 })
  const [captured] = await reportAndAwait(world, ready, "pay", { delivery: { times: 5 } })
  await world.gateway.idle()
  await world.gateway.client.change(ready.paymentId, "pay", { report_only: true })
  await world.gateway.idle()

  expect(await transitionsOf(world, ready.session.id)).toHaveLength(1)
  expect(captured).toMatchObject({ fact: "payment.captured", after_payment_done_at: expect.any(Date), after_payment_attempts: 1 })
  expect(await written(ready)).toEqual({ [captured!.id]: "5000 eur" })
  expect(hookRuns() - before).toBe(1)
})

it("runs the workflow of a transition with a hook, and finishes the others at once", async () => {
  const ready = await world.shop.checkout()
  await reportAndAwait(world, ready, "require_action")
  await reportAndAwait(world, ready, "fail")
  const transitions = await reportAndAwait(world, ready, "pay")

  expect(transitions.map(({ fact, after_payment_attempts }) => [fact, after_payment_attempts])).toEqual([
    ["payment.requires_action", 0],
    ["payment.failed", 0],
    ["payment.captured", 1],
  ])
  expect(transitions.every(({ after_payment_done_at }) => after_payment_done_at)).toBe(true)
})

it("retries a hook that throws; order and message do not wait for it", async () => {
  await world.watch(HOOK, 2)
  const before = hookRuns()
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await poll("the message", async () => (await mailsTo(ready)).length > 0)

  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await written(ready)).toBeUndefined()

  for (const attempts of [1, 2]) {
    await failedAttempt(ready, attempts)
    await world.step(RETRY_SECONDS)
  }
  const [captured] = await afterPaymentDone(world, ready.session.id)
  expect(captured).toMatchObject({ after_payment_attempts: 3, after_payment_done_at: expect.any(Date) })
  expect(hookRuns() - before).toBe(3)
  expect(await written(ready)).toEqual({ [captured!.id]: "2500 eur" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await mailsTo(ready)).toHaveLength(1)
})

it("gives up a hook that never succeeds, for review, and delays no other payment", async () => {
  await world.watch(HOOK, 1000)
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  for (let attempts = 1; (await failedAttempt(ready, attempts)).after_payment_due_at; attempts++) await world.step(RETRY_SECONDS)
  const [captured] = await afterPaymentDone(world, ready.session.id)
  const other = await world.shop.checkout()
  const [failed] = await reportAndAwait(world, other, "fail")

  expect(captured).toMatchObject({ after_payment_done_at: null, after_payment_due_at: null })
  expect(captured!.after_payment_attempts).toBeGreaterThan(1)
  expect(failed).toMatchObject({ fact: "payment.failed", after_payment_done_at: expect.any(Date), after_payment_attempts: 0 })
  expect(await attentionOf(world, "after_payment_failed")).toMatchObject([
    {
      subject_key: captured!.id,
      state: "open",
      payment_session_id: ready.session.id,
      order_id: expect.stringMatching(/^order_/),
      detail: expect.stringContaining("on purpose"),
    },
  ])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

describe("killed", () => {
  let unannounced: ReadyCart
  let unfinished: ReadyCart

  // Both are cut off, and die of one kill.
  beforeAll(async () => {
    await world.watch(HOOK)
    const cutOff = async (at: string) => {
      const ready = await world.shop.checkout()
      const cut = world.cut(at, ready.session.id)
      await world.gateway.client.change(ready.paymentId, "pay")
      await cut
      return ready
    }
    ;[unannounced, unfinished] = await Promise.all([
      cutOff("event payment_notification.payment.captured"),
      cutOff(`step ${HOOK}`),
    ])
    await world.store.kill("SIGKILL")
  })

  it("runs a hook whose process died between the transition and its event", async () => {
    const ready = unannounced
    expect(await transitionsOf(world, ready.session.id)).toMatchObject([{ announced_at: null, after_payment_attempts: 0 }])

    await world.restart()
    await world.watch(HOOK)
    const [captured] = await afterPaymentDone(world, ready.session.id)

    expect(captured).toMatchObject({
      announced_at: expect.any(Date),
      after_payment_done_at: expect.any(Date),
      after_payment_attempts: 1,
    })
    expect(hookRuns()).toBe(1)
    expect(await written(ready)).toEqual({ [captured!.id]: "2500 eur" })
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })

  it("runs a hook again whose process died before its end was saved: at least once, same id", async () => {
    const ready = unfinished
    const [before] = await transitionsOf(world, ready.session.id)
    expect(before).toMatchObject({ after_payment_done_at: null, after_payment_attempts: 1 })
    expect(before!.after_payment_due_at!.getTime()).toBeGreaterThan(Date.now())
    expect(await written(ready)).toEqual({ [before!.id]: "2500 eur" })

    await forgetAfterPayment(world, ready.session.id) // the lease lapses

    expect(await afterPaymentDone(world, ready.session.id)).toMatchObject([
      { after_payment_attempts: 2, after_payment_done_at: expect.any(Date) },
    ])
    expect(await written(ready)).toEqual({ [before!.id]: "2500 eur" })
  })
})
