import { poll, useStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvent } from "../support/look"

/** The job comes once a minute; here it comes as often as somebody looks. */
const PATIENCE = { timeoutMs: 60_000 }

const byTheJob = <T>(what: string, look: () => Promise<T | undefined | false | null>): Promise<T> =>
  poll(
    what,
    async () => {
      await world.job("reconcile")
      return look()
    },
    PATIENCE,
  )

const world = useStore({
  options: { reconciliation: { scheduleMinutes: [0.02, 0.1], silenceFactor: 1, silenceMinMinutes: 0.1, callsPerMinute: 600 } },
})

const silentItems = async () => {
  const { rows } = await world.db.query(
    `SELECT account, state, resolution, detail FROM payment_attention WHERE kind = 'provider_silent' ORDER BY account`,
  )
  return rows
}

it("finds unreported changes, opens an item for the silent provider, and closes it again", async () => {
  const { shop, gateway, db } = world
  const reported = await Promise.all(Array.from({ length: 6 }, () => shop.checkout()))
  for (const { paymentId } of reported) {
    const { event_id } = await gateway.client.change(paymentId, "pay", { delivery: { account: "sandbox-api" } })
    await finishedEvent(world, event_id, "processed")
  }
  const unreported = await shop.checkout()
  const canceled = await shop.checkout()
  const refunded = reported[0]!
  await gateway.client.change(unreported.paymentId, "pay", { delivery: { times: 0 } })
  await gateway.client.change(canceled.paymentId, "cancel", { delivery: { times: 0 } })
  await gateway.client.refund(refunded.paymentId, { amount: 500, delivery: { times: 0 } })

  await byTheJob("a capture found by the job", async () => (await outcomeOf(world, unreported)).transactions.length > 0)
  expect(await outcomeOf(world, unreported)).toMatchObject(paidOnce())
  await byTheJob("a cancellation found by the job", async () => (await outcomeOf(world, canceled)).session === "canceled")
  const refund = async () => (await db.query(`SELECT amount::int FROM payment_refund WHERE state = 'succeeded'`)).rows
  expect(await byTheJob("a refund found by the job", async () => (await refund())[0])).toEqual({ amount: 500 })
  for (const { paymentId } of [unreported, canceled, refunded]) expect(await gateway.client.moneyCalls(paymentId)).toEqual([])

  const silent = await byTheJob("the alarm", async () => (await silentItems()).find(({ account }) => account === "sandbox-api"))
  expect(silent).toMatchObject({ state: "open", detail: expect.stringContaining('no webhook from account "sandbox-api" since') })

  const { rows: runs } = await db.query(`SELECT state, differing, repaired, cursor FROM reconciliation_run WHERE trigger = 'job'`)
  expect(runs).toEqual([
    // Of the hour, not of the round.
    {
      state: "running",
      differing: expect.any(Number),
      repaired: expect.any(Number),
      cursor: { plannedUntil: expect.any(String), windows: expect.anything() },
    },
  ])

  const again = await shop.checkout()
  await gateway.client.change(again.paymentId, "pay", { delivery: { account: "sandbox-api" } })
  const superseded = async () => (await silentItems()).find(({ resolution }) => resolution === "superseded")
  expect(await byTheJob("the end of the alarm", superseded)).toMatchObject({ account: "sandbox-api", state: "resolved" })
  const { rows: open } = await db.query(`SELECT detail FROM reconciliation_finding WHERE state <> 'repaired'`)
  expect(open).toEqual([])
})
