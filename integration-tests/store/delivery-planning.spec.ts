import { capture, captured, destination, emptyDeliveries } from "./support/deliveries"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"
import { message } from "./support/outbox"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())
beforeEach(() => emptyDeliveries(database))

const planned = () =>
  database.query(`SELECT destination_id, event_id, fact FROM delivery ORDER BY destination_id, fact, event_id COLLATE "C"`)
const idsOf = async () => (await planned()).map(({ destination_id }) => destination_id)

const wants = (id: string, facts: string[], accounts: string[] = []) =>
  instance.deliveryDestinations.create(destination({ id, facts, accounts }))

it("plans a transition in its own commit, with what a receiver has to know of it", async () => {
  await instance.deliveryDestinations.create(destination())
  await capture(instance, "a")

  const [row, ...more] = await database.query(`SELECT * FROM delivery`)
  expect(more).toEqual([])
  expect(row).toMatchObject({
    destination_id: "dest_1",
    event_id: "ptrn_a_1",
    fact: "payment.captured",
    account: "hmac",
    subject: "prec_a",
    sequence: 1,
    payload: "full",
    state: "pending",
    attempts: 0,
    occurred_at: new Date("2026-05-01T10:00:00Z"),
  })
  expect(row.data).toEqual({
    session_id: "payses_a",
    payment_id: "pi_a",
    payment_record_id: "prec_a",
    account: "hmac",
    provider: "hmac",
    medusa_payment_id: "pay_a",
    cart_id: "cart_a",
    order_id: "order_a",
    subject: "payment",
    state: "captured",
    from_state: "authorized",
    amount: "1999",
    currency: "EUR",
    captured_total: "1999",
    refunded_total: "0",
  })
  expect(row.id).toMatch(/^pdel_a_1[0-9a-f]{20}$/)
})

it("names the provider's refund and dispute", async () => {
  await instance.deliveryDestinations.create(destination())
  await instance.payments.serialize("payses_a", async (payments) => {
    const { record } = await payments.recordTransition(null, ...captured("a"))
    const shared = { state: "pending" as const, amount: "500", currency_code: "eur", reason_code: null, occurred_at: null }
    const refund = await payments.saveRefund(record.id, undefined, { provider_refund_id: "re_1", ...shared })
    const due = {
      evidence_due_by: new Date("2026-06-01T00:00:00Z"),
      opened_at: null,
      lost_amount: null,
      settled_by_refund: false,
    }
    const dispute = await payments.saveDispute(record.id, undefined, {
      provider_dispute_id: "dp_1",
      ...shared,
      ...due,
      state: "opened",
    })
    const [change, transition] = captured("a", 2)
    const of = { ...transition, from_state: "pending" as const }
    const refunded = { ...of, id: "ptrn_r", fact: "refund.pending", to_state: "pending" as const }
    const moved = await payments.recordTransition(record, change, { ...refunded, subject: "refund", subject_id: refund.id })
    const disputed = { ...of, id: "ptrn_d", fact: "dispute.opened", to_state: "opened" as const }
    await payments.recordTransition(moved.record, change, { ...disputed, subject: "dispute", subject_id: dispute.id })
  })

  const rows = await database.query(`SELECT event_id, sequence, data FROM delivery ORDER BY sequence`)
  expect(rows).toMatchObject([
    { event_id: "ptrn_a_1", sequence: 1 },
    { event_id: "ptrn_r", sequence: 2, data: { refund_id: "re_1", subject: "refund" } },
    { event_id: "ptrn_d", sequence: 3, data: { dispute_id: "dp_1", evidence_due_by: expect.stringContaining("2026-06-01") } },
  ])
})

it("plans for those alone whose filter the fact and its account pass", async () => {
  await wants("all", ["*"])
  await wants("group", ["refund.*", "payment.*"])
  await wants("exact", ["payment.captured"])
  await wants("mine", ["*"], ["stripe", "hmac"])
  await wants("other_fact", ["payment.failed", "refund.*", "paymen.*"])
  await wants("other_account", ["*"], ["stripe"])
  await wants("paused", ["*"])
  await wants("disabled", ["*"])
  await wants("deleted", ["*"])
  await instance.deliveryDestinations.setState("paused", "paused")
  await instance.deliveryDestinations.setState("disabled", "disabled", "no more")
  await instance.deliveryDestinations.markDeleted("deleted")
  await capture(instance, "a")

  expect(await idsOf()).toEqual(["all", "exact", "group", "mine", "paused"])
})

it("leaves no delivery of a transition that was rolled back", async () => {
  await instance.deliveryDestinations.create(destination())
  const failed = instance.payments.serialize("payses_a", async (payments) => {
    await payments.recordTransition(null, ...captured("a"))
    throw new Error("the commit never comes")
  })

  await expect(failed).rejects.toThrow("never comes")
  expect(await planned()).toEqual([])
})

it("plans an item that is raised, closed, and raised again, each once and in this order", async () => {
  await wants("dest_1", ["attention.*"])
  await wants("hmac_only", ["*"], ["hmac"])
  const news = { kind: "mismatch" as const, subject_key: "pwhe_1", detail: "Ada paid 1 EUR", amount: "100", currency_code: "eur" }
  const { item } = await instance.attention.raise(news)
  await instance.attention.raise(news)
  const decision = { action: "supersede", actor: "system", note: null } as const
  expect(await instance.attention.resolve(item.id, "superseded", decision, "paid since")).toBe(true)
  expect(await instance.attention.resolve(item.id, "superseded", decision)).toBe(false)
  await instance.attention.raise(news)
  await instance.attention.markAnnounced(item.id)
  await instance.attention.raise(news)

  const rows = await database.query(`SELECT * FROM delivery ORDER BY sequence`)
  expect(rows).toMatchObject([
    { destination_id: "dest_1", event_id: `${item.id}:1`, fact: "attention.raised", subject: item.id, sequence: 1 },
    { event_id: `${item.id}:2`, fact: "attention.resolved", sequence: 2, data: { resolution: "superseded" } },
    { event_id: `${item.id}:3`, fact: "attention.raised", sequence: 3 },
  ])
  expect(rows[0].data).toEqual({ attention_id: item.id, kind: "mismatch", state: "open", amount: "100", currency: "EUR" })
  expect(await instance.attention.decisions(item.id)).toMatchObject([
    { action: "supersede", outcome: "done", detail: "paid since" },
  ])
})

it("plans a message that died, by its outcome, its receipt, or the death of its workers", async () => {
  await wants("dest_1", ["notification.dead"])
  await capture(instance, "1")
  const rows = ["outcome", "receipt", "crash"].map((name) => ({
    ...message({
      payment_transition_id: "ptrn_1_1",
      payment_record_id: "prec_1",
      recipient: `${name}@example.com`,
      subject: name,
    }),
    id: `pnot_${name}`,
  }))
  await instance.notifications.plan(rows, 3600, 0)
  await instance.notifications.claim("email", 10, 30, "token")
  await instance.notifications.recordOutcomes("token", [
    { id: "pnot_outcome", state: "dead", reason: "rejected" },
    { id: "pnot_receipt", state: "sent" },
  ])
  await instance.notifications.bounce("pnot_receipt", { externalId: null, code: "550" })
  await database.query(`UPDATE payment_notification SET next_attempt_at = now() WHERE id = 'pnot_crash'`)
  await instance.notifications.endFatal(1)

  const dead = await database.query(`SELECT * FROM delivery ORDER BY event_id`)
  expect(dead.map(({ event_id }) => event_id)).toEqual(["pnot_crash:1", "pnot_outcome:1", "pnot_receipt:1"])
  expect(dead[1]).toMatchObject({ account: "hmac", subject: "pnot_outcome", sequence: 1, data: { reason: "rejected" } })
  expect(JSON.stringify(dead)).not.toContain("example.com")
})

it("plans what a destination was never sent, page by page, and nothing twice", async () => {
  await capture(instance, "before")
  await database.query(`UPDATE payment_transition SET created_at = now() - interval '1 day'`)
  await capture(instance, "a", 2)
  await wants("dest_1", ["*"])
  await capture(instance, "b")
  await wants("other", ["refund.*"])
  const since = new Date(Date.now() - 3_600_000)

  const first = await instance.deliveries.planMissing("dest_1", since, 2)
  const second = await instance.deliveries.planMissing("dest_1", since, 2, first!.position)
  const third = await instance.deliveries.planMissing("dest_1", since, 2, second!.position)

  expect([first!.planned, second!.planned, third]).toEqual([2, 0, undefined])
  expect(await planned()).toMatchObject([{ event_id: "ptrn_a_1" }, { event_id: "ptrn_a_2" }, { event_id: "ptrn_b_1" }])
  const [replayed] = await database.query(`SELECT * FROM delivery WHERE event_id = 'ptrn_a_1'`)
  expect(replayed).toMatchObject({ subject: "prec_a", sequence: 1, data: { payment_id: "pi_a", amount: "1999" } })
  expect((await instance.deliveries.planMissing("other", since, 10))!.planned).toBe(0)
})

it("keeps the destinations of the options as they are there, and those of the admin API", async () => {
  const { deliveryDestinations: destinations } = instance
  await wants("dest_api", ["*"])
  const [erp, crm] = ["erp", "crm"].map((id) => destination({ id, facts: ["payment.*"] }))
  await destinations.sync([erp!, crm!])
  await destinations.sync([erp!, crm!])
  expect(await destinations.list()).toMatchObject([
    { id: "dest_api", origin: "api", version: 1 },
    { id: "crm", origin: "options", version: 1 },
    { id: "erp", origin: "options", version: 1 },
  ])
  await capture(instance, "a")

  await destinations.sync([{ ...erp!, facts: ["refund.*"] }])
  expect(await destinations.list()).toMatchObject([{ id: "dest_api" }, { id: "erp", facts: ["refund.*"], version: 2 }])
  expect(await instance.deliveries.cancelOrphans(10)).toBe(1)
  expect(await database.query(`SELECT state, reason FROM delivery WHERE destination_id = 'crm'`)).toEqual([
    { state: "canceled", reason: "destination_deleted" },
  ])
  await destinations.sync([erp!, crm!])
  expect(await destinations.find("crm")).toMatchObject({ state: "active", deleted_at: null })
  expect(await destinations.update("erp", { description: "not here" })).toBeUndefined()
  expect(await destinations.update("dest_api", { description: "here", facts: ["x.*"] })).toMatchObject({
    description: "here",
    facts: ["x.*"],
    version: 2,
  })
})
