import { join } from "node:path"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { poll, useStore } from "../../setup"
import { attentionOf, followedUp, forgetFollowUps, movesOf, reportAndFollow } from "../support/follow-ups"
import { outcomeOf, paidOnce, settledEvent } from "../support/look"

const preload = (name: string) => ({ NODE_OPTIONS: `--require ${join(__dirname, "..", "support", name)}` })

const HOOK = "paymentCaptured"

/** The example store's hook, watched, and failing as often as a test says. */
const watched = (failures = 0) => ({ ...preload("watch-step.cjs"), WATCH_STEP: HOOK, FAIL_TIMES: String(failures) })

const afterPayment = { retryInitialSeconds: 1, retryMaxSeconds: 2 }

const world = useStore({
  options: { afterPayment, processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 } },
  gateway: { retryDelaysMs: Array<number>(240).fill(250) },
  env: watched(),
})

const hookRuns = () => world.store.logs().filter((line) => line === `step ${HOOK} is run`).length

/** What the example store's hook has written on the order. */
const written = async ({ cart }: ReadyCart): Promise<Record<string, string> | undefined> =>
  (await world.db.query(`SELECT metadata FROM "order" WHERE email = $1`, [cart.email])).rows[0]?.metadata?.captures

const mailsTo = ({ cart }: ReadyCart) => world.gateway.client.mailbox(cart.email!)

it("runs a store's hook once for a move, however often it is reported", async () => {
  const before = hookRuns()
  const ready = await world.shop.checkout({ quantity: 2 })
  const [captured] = await reportAndFollow(world, ready, "pay", { delivery: { times: 5 } })
  await world.gateway.idle()
  await world.gateway.client.change(ready.paymentId, "pay", { report_only: true })
  await world.gateway.idle()

  expect(await movesOf(world, ready.session.id)).toHaveLength(1)
  expect(captured).toMatchObject({ fact: "payment.captured", followed_up_at: expect.any(Date), follow_up_attempts: 1 })
  expect(await written(ready)).toEqual({ [captured!.id]: "5000 eur" })
  expect(hookRuns() - before).toBe(1)
})

it("follows a move up where the store has a hook, and settles the others as they are written", async () => {
  const ready = await world.shop.checkout()
  await reportAndFollow(world, ready, "require_action")
  await reportAndFollow(world, ready, "fail")
  const moves = await reportAndFollow(world, ready, "pay")

  expect(moves.map(({ fact, follow_up_attempts }) => [fact, follow_up_attempts])).toEqual([
    ["payment.requires_action", 0],
    ["payment.failed", 0],
    ["payment.captured", 1],
  ])
  expect(moves.every(({ followed_up_at }) => followed_up_at)).toBe(true)
})

it("runs a hook that throws again, while order and message do not wait for it", async () => {
  await world.restart({ env: watched(2), options: { afterPayment: { retryInitialSeconds: 8, retryMaxSeconds: 8 } } })
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await settledEvent(world, event_id, "processed")
  await poll("the message", async () => (await mailsTo(ready)).length > 0)

  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await written(ready)).toBeUndefined()

  const [captured] = await followedUp(world, ready.session.id)
  expect(captured).toMatchObject({ follow_up_attempts: 3, followed_up_at: expect.any(Date) })
  expect(hookRuns()).toBe(3)
  expect(await written(ready)).toEqual({ [captured!.id]: "2500 eur" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await mailsTo(ready)).toHaveLength(1)
})

it("gives a hook that never succeeds up in the end, before a person, and holds nobody else up", async () => {
  await world.restart({ env: watched(1000), options: { afterPayment: { ...afterPayment, giveUpAfterSeconds: 6 } } })
  const ready = await world.shop.checkout()
  const [captured] = await reportAndFollow(world, ready, "pay")
  const other = await world.shop.checkout()
  const [failed] = await reportAndFollow(world, other, "fail")

  expect(captured).toMatchObject({ followed_up_at: null, follow_up_due_at: null })
  expect(captured!.follow_up_attempts).toBeGreaterThan(1)
  expect(failed).toMatchObject({ fact: "payment.failed", followed_up_at: expect.any(Date), follow_up_attempts: 0 })
  expect(await attentionOf(world, "follow_up_failed")).toMatchObject([
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

it("follows up what a process left behind that died between the move and its event", async () => {
  await world.restart({ env: { ...preload("die-at-event.cjs"), DIE_AT_EVENT: "payment_notification.payment.captured" } })
  const ready = await world.shop.checkout()
  await world.gateway.client.change(ready.paymentId, "pay")
  await world.store.exited
  expect(await movesOf(world, ready.session.id)).toMatchObject([{ announced_at: null, follow_up_attempts: 0 }])

  await world.restart({ env: watched() })
  const [captured] = await followedUp(world, ready.session.id)

  expect(captured).toMatchObject({ announced_at: expect.any(Date), followed_up_at: expect.any(Date), follow_up_attempts: 1 })
  expect(hookRuns()).toBe(1)
  expect(await written(ready)).toEqual({ [captured!.id]: "2500 eur" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("runs a hook again whose process died before its end was on record: at least once, under the same id", async () => {
  await world.restart({ env: { ...preload("die-after-step.cjs"), DIE_AFTER_STEP: HOOK } })
  const ready = await world.shop.checkout()
  await world.gateway.client.change(ready.paymentId, "pay")
  await world.store.exited
  const [before] = await movesOf(world, ready.session.id)
  expect(before).toMatchObject({ followed_up_at: null, follow_up_attempts: 1 })
  expect(before!.follow_up_due_at!.getTime()).toBeGreaterThan(Date.now())
  expect(await written(ready)).toEqual({ [before!.id]: "2500 eur" })

  await forgetFollowUps(world, ready.session.id) // the lease lapses
  await world.restart({ env: watched() })

  expect(await followedUp(world, ready.session.id)).toMatchObject([{ follow_up_attempts: 2, followed_up_at: expect.any(Date) }])
  expect(await written(ready)).toEqual({ [before!.id]: "2500 eur" })
})
