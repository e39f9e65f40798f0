import { PaymentRepository } from "../../src/services/store/payment-repository"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

/** A transition whose domain event is out, unless a test says otherwise. */
const transition = async (id: string, { announced = true, followed = true } = {}): Promise<void> => {
  const fact = {
    id: `ptrn_${id}`,
    webhook_event_id: "pwhe_1",
    fact: "payment.captured",
    from_state: "pending" as const,
    to_state: "captured" as const,
    amount: "100",
    currency_code: "eur",
    reason_code: null,
    occurred_at: null,
  }
  const record = { id: `prec_${id}`, payment_session_id: id, account: "hmac", provider: "hmac", state: "captured" as const }
  const payments = new PaymentRepository({ dataSource: instance.dataSource, afterPaymentFacts: { has: () => followed } })
  await payments.serialize(id, (payment) =>
    payment.recordTransition(null, { ...record, amount: "100", currency_code: "eur" }, fact),
  )
  if (announced) await instance.payments.markTransition(fact.id, "announced_at")
}

const row = async (id: string) => (await database.query(`SELECT * FROM payment_transition WHERE id = $1`, [`ptrn_${id}`]))[0]

const claimAll = async (afterPayments: Instance["afterPayments"]): Promise<string[]> => {
  const ids: string[] = []
  for (let claimed; (claimed = await afterPayments.claim(60));) ids.push(claimed.id)
  return ids
}

it("hands every transition to one of several instances", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `once-${index}`)
  for (const id of ids) await transition(id)
  const others = await Promise.all([1, 2, 3].map(() => database.instance()))
  const claimed = (await Promise.all([instance, ...others].map(({ afterPayments }) => claimAll(afterPayments)))).flat()

  expect(claimed.sort()).toEqual(ids.map((id) => `ptrn_${id}`).sort())
})

it("leaves a transition alone until its domain event is emitted", async () => {
  await transition("quiet", { announced: false })
  expect(await claimAll(instance.afterPayments)).toEqual([])

  await instance.payments.markTransition("ptrn_quiet", "announced_at")
  expect(await claimAll(instance.afterPayments)).toEqual(["ptrn_quiet"])
})

it("finishes a transition without steps as it is written", async () => {
  await transition("unfollowed", { followed: false })

  expect(await row("unfollowed")).toMatchObject({
    after_payment_done_at: expect.any(Date),
    after_payment_due_at: null,
    after_payment_attempts: 0,
  })
  expect(await claimAll(instance.afterPayments)).toEqual([])
})

it("claims a transition again whose lease has lapsed, and counts its attempts", async () => {
  await transition("lapsed")
  expect(await instance.afterPayments.claim(0.001)).toMatchObject({ id: "ptrn_lapsed", after_payment_attempts: 1 })
  await new Promise((resolve) => setTimeout(resolve, 20))

  expect(await instance.afterPayments.claim(60)).toMatchObject({ id: "ptrn_lapsed", after_payment_attempts: 2 })
})

it("postpones, completes and gives up; a completed one stays so", async () => {
  for (const id of ["later", "done", "gone"]) await transition(id)
  expect(await claimAll(instance.afterPayments)).toHaveLength(3)
  await instance.afterPayments.putOff("ptrn_later", 3600)
  await instance.afterPayments.complete("ptrn_done")
  await instance.afterPayments.putOff("ptrn_done", 0)
  await instance.afterPayments.giveUp("ptrn_gone")

  expect(await claimAll(instance.afterPayments)).toEqual([])
  expect((await row("later")).after_payment_due_at.getTime()).toBeGreaterThan(Date.now() + 3_500_000)
  expect(await row("done")).toMatchObject({ after_payment_done_at: expect.any(Date), after_payment_due_at: null })
  expect(await row("gone")).toMatchObject({ after_payment_done_at: null, after_payment_due_at: null })
})
