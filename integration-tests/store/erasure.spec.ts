import { pseudonyms } from "../../src/application/erasure/pseudonym"
import type { Person } from "../../src/services/store/erasure-repository"
import { newEvent, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

beforeEach(async () => {
  await database.query(
    `TRUNCATE payment_webhook_event, payment_notification, payment_attention, reconciliation_finding, reconciliation_run,
              payment_record, push_subscription, notification_preference CASCADE`,
  )
  await database.query(
    `INSERT INTO payment_record (id, payment_session_id, account, provider, provider_payment_id, state, amount, currency_code, order_id)
     VALUES ('prec_1', 'payses_1', 'hmac', 'hmac', 'pay_1', 'captured', 100, 'eur', 'order_1'),
            ('prec_2', 'payses_2', 'hmac', 'hmac', 'pay_2', 'captured', 100, 'eur', 'order_2')`,
  )
})

const ADA: Person = {
  customerIds: ["cus_1"],
  emails: ["ada@example.com"],
  phones: ["+4930123456"],
  orderIds: ["order_1"],
  cartIds: [],
  sessionIds: ["payses_1"],
  byAddress: false,
}

const MARK = { erased: "eras_1", erased_at: "2026-06-01T12:00:00.000Z" }

async function event(id: string, state: string, given: Record<string, unknown> = {}): Promise<void> {
  await instance.webhookEvents.insertMany([newEvent({ id, event_id: id })], 3600)
  const set = { state, payment_record_id: "prec_1", ...given }
  const columns = Object.keys(set)
  await database.query(
    `UPDATE payment_webhook_event SET ${columns.map((name, index) => `${name} = $${index + 2}`).join(", ")} WHERE id = $1`,
    [id, ...Object.values(set)],
  )
}

async function message(id: string, given: Record<string, unknown> = {}): Promise<void> {
  const row = {
    id,
    subject: id,
    payment_record_id: "prec_1",
    fact: "payment.captured",
    audience: "customer",
    channel: "email",
    recipient: "ada@example.com",
    template: "t",
    data: { amount: "100" },
    state: "sent",
    attempts: 1,
    give_up_at: new Date(),
    ...given,
  }
  const columns = Object.keys(row)
  await database.query(
    `INSERT INTO payment_notification (${columns.join(", ")}) VALUES (${columns.map((_name, index) => `$${index + 1}`).join(", ")})`,
    Object.values(row),
  )
}

const item = async (eventId: string | null, state: string, given: object = {}): Promise<string> => {
  const raised = await instance.attention.raise({
    kind: "mismatch",
    subject_key: `of-${eventId}-${state}`,
    webhook_event_id: eventId,
    detail: "differs",
    ...given,
  })
  await database.query(`UPDATE payment_attention SET state = $2, announced_at = now() WHERE id = $1`, [raised.item.id, state])
  return raised.item.id
}

const finding = async (id: string, state: string, eventId: string | null = null) => {
  await database.query(`INSERT INTO reconciliation_run (id, trigger) VALUES ($1, 'job')`, [`run-${id}`])
  await database.query(
    `INSERT INTO reconciliation_finding (id, reconciliation_run_id, account, payment_record_id, detail, ours, theirs, state, webhook_event_id)
     VALUES ($1, 'run-' || $1, 'hmac', 'prec_1', 'differs', '{"state":"pending"}', '[{"last4":"4242"}]', $2, $3)`,
    [id, state, eventId],
  )
}

const transition = (id: string, notified: boolean) =>
  database.query(
    `INSERT INTO payment_transition
       (id, payment_record_id, version, webhook_event_id, fact, from_state, to_state, amount, currency_code, notified_at)
     SELECT $1, 'prec_1', (SELECT count(*) + 1 FROM payment_transition), 'e', 'payment.captured', 'pending', 'captured', 100, 'eur',
            CASE WHEN $2 THEN now() END`,
    [id, notified],
  )

it("finds the finished events of a person, and leaves those that somebody still reads", async () => {
  await event("a-processed", "processed")
  await event("b-ignored", "ignored", { reason: "stale" })
  await event("c-by-session", "processed", { payment_record_id: null, payment_session_id: "payses_1" })
  await event("d-by-provider-payment", "ignored", { payment_record_id: null, provider_payment_id: "pay_1" })
  await event("e-of-resolved-item", "ignored", { payment_record_id: null })
  await item("e-of-resolved-item", "resolved", { order_id: "order_1" })
  for (const state of ["received", "processing", "failed", "dead", "quarantined"]) await event(`open-${state}`, state)
  await event("open-waits-for-its-session", "ignored", { reason: "no_session" })
  await event("open-waits-with-its-second-fact", "processed", { reason: "no_session" })
  await event("open-of-open-item", "ignored")
  await item("open-of-open-item", "open")
  await event("open-under-repair", "processed")
  await finding("repairing", "repairing", "open-under-repair")
  await event("another-person", "processed", { payment_record_id: "prec_2", provider_payment_id: "pay_2" })
  await event("another-account", "processed", { payment_record_id: null, account: "stripe", provider_payment_id: "pay_1" })

  const { events } = await instance.erasures.locate(ADA)
  expect(events).toEqual({
    finished: ["a-processed", "b-ignored", "c-by-session", "d-by-provider-payment", "e-of-resolved-item"],
    open: [
      "open-dead",
      "open-failed",
      "open-of-open-item",
      "open-processing",
      "open-quarantined",
      "open-received",
      "open-under-repair",
      "open-waits-for-its-session",
      "open-waits-with-its-second-fact",
    ],
  })
})

it("empties events once, and only those that are finished by then", async () => {
  await event("finished", "processed")
  await event("replayed-meanwhile", "received")
  const ids = ["finished", "replayed-meanwhile"]

  expect(await instance.erasures.emptyEvents(ids, MARK)).toBe(1)
  expect(await instance.erasures.emptyEvents(ids, { ...MARK, erased: "eras_2" })).toBe(0)
  expect(await database.query(`SELECT id, body IS NULL AS empty, payload FROM payment_webhook_event ORDER BY id`)).toEqual([
    { id: "finished", empty: true, payload: MARK },
    { id: "replayed-meanwhile", empty: false, payload: { amount: "100" } },
  ])
  await expect(instance.inbox.replay("finished")).rejects.toThrow(/was erased with a person's data \(eras_1/)
  expect((await instance.webhookEvents.insertMany([newEvent({ event_id: "finished" })], 3600)).size).toBe(0)
})

it("finds what the provider said of a saved card by the message that followed it", async () => {
  const expiring = { fact: "payment_method.expiring", payment_record_id: null }
  await event("hers", "processed", { ...expiring, payload: JSON.stringify({ data: { card: "pm_1" } }) })
  await event("another-card", "processed", { ...expiring, payload: JSON.stringify({ data: { card: "pm_11" } }) })
  await message("m", { ...expiring, subject: "hmac:pm_1:expiring:2026-12-31", customer_id: "cus_1" })

  expect((await instance.erasures.locate(ADA)).events).toEqual({ finished: ["hers"], open: [] })
})

it("finds the messages of a person, and leaves those that are still to be sent, replaced or planned", async () => {
  await transition("planned", true)
  await transition("unplanned", false)
  const open = await item(null, "open")
  await message("a-sent", { payment_transition_id: "planned" })
  await message("b-suppressed", { state: "suppressed" })
  await message("c-dead", { state: "dead", failed_over_at: new Date() })
  await message("d-by-customer", { payment_record_id: null, customer_id: "cus_1", recipient: "other@example.com" })
  await message("e-by-address", { payment_record_id: null, recipient: "Ada@Example.com" })
  await message("f-by-telephone", { payment_record_id: null, channel: "sms", recipient: "+4930123456" })
  await message("g-merchants", { audience: "merchant", recipient: "shop@example.com" })
  for (const state of ["pending", "sending", "failed"]) await message(`open-${state}`, { state })
  await message("open-to-be-replaced", { state: "dead" })
  await message("open-unplanned", { payment_transition_id: "unplanned" })
  await message("open-item", { payment_attention_id: open })
  await message("another-person", { payment_record_id: "prec_2", recipient: "eve@example.com", customer_id: "cus_2" })
  await message("another-customer-same-telephone", {
    payment_record_id: "prec_2",
    channel: "sms",
    recipient: "+4930123456",
    customer_id: "cus_2",
  })
  await message("another-customer-same-address", { payment_record_id: "prec_2", customer_id: "cus_2" })

  const idsOf = async (person: Person) => {
    const { finished, open } = (await instance.erasures.locate(person)).messages
    return { finished: finished.map(({ id }) => id), open }
  }
  const hers = ["a-sent", "b-suppressed", "c-dead", "d-by-customer", "e-by-address", "f-by-telephone", "g-merchants"]
  const still = ["open-failed", "open-item", "open-pending", "open-sending", "open-to-be-replaced", "open-unplanned"]
  expect(await idsOf(ADA)).toEqual({ finished: hers, open: still })
  const sorted = [...hers, "another-customer-same-address"].sort()
  expect(await idsOf({ ...ADA, byAddress: true })).toEqual({ finished: sorted, open: still })
})

it("empties messages under pseudonyms, keeps the merchant's address, and does so again after a death in between", async () => {
  await message("a", { last_error: "550 no ada@example.com", customer_id: "cus_1" })
  await message("b", { subject: "two", last_error: null })
  await message("c", { channel: "sms", recipient: "+4930123456" })
  await message("merchants", { audience: "merchant", recipient: "shop@example.com" })
  await database.query(
    `INSERT INTO payment_notification_attempt (id, payment_notification_id, number, error) VALUES ('a:1', 'a', 1, '550 no ada@example.com')`,
  )
  const ids = ["a", "b", "c", "merchants"]
  const state = () =>
    database.query(`SELECT id, recipient, customer_id, data, last_error, state FROM payment_notification ORDER BY id`)
  const before = await state()

  const died = () => Promise.reject(new Error("killed"))
  await expect(instance.erasures.emptyMessages(ids, MARK, pseudonyms(), died)).rejects.toThrow("killed")
  expect(await state()).toEqual(before)

  const handed: string[] = []
  const first = async (rows: ReadonlyArray<{ id: string }>) => void handed.push(...rows.map(({ id }) => id))
  const pseudonymOf = pseudonyms()
  expect(await instance.erasures.emptyMessages(ids, MARK, pseudonymOf, first)).toBe(4)
  expect(handed).toEqual(ids)
  const emptied = { customer_id: null, data: MARK, last_error: null, state: "sent" }
  expect(await state()).toEqual([
    { id: "a", recipient: pseudonymOf("ada@example.com"), ...emptied },
    { id: "b", recipient: pseudonymOf("ada@example.com"), ...emptied },
    { id: "c", recipient: pseudonymOf("+4930123456"), ...emptied },
    { id: "merchants", recipient: "shop@example.com", ...emptied },
  ])
  expect(await database.query(`SELECT error FROM payment_notification_attempt`)).toEqual([{ error: null }])
  expect(await instance.erasures.emptyMessages(ids, MARK, pseudonymOf, first)).toBe(0)
  expect((await instance.erasures.locate(ADA)).messages).toEqual({ finished: [], open: [] })
  expect(await instance.notifications.resend("a", "user_1", 60)).toBe(false)
  expect(await instance.notifications.bounce("a", { externalId: null, code: "550" } as never)).toEqual([])
})

it("renames cards, equal ones equally, and empties what providers said in repaired findings", async () => {
  await database.query(
    `INSERT INTO payment_method_use (id, account, fingerprint, payment_record_id)
     VALUES ('a', 'hmac', 'f00d', 'prec_1'), ('b', 'stripe', 'f00d', 'prec_1'), ('c', 'hmac', 'f00d', 'prec_2')`,
  )
  await finding("done", "repaired")
  await finding("review", "in_review")
  const { paymentMethodUses, findings } = await instance.erasures.locate(ADA)
  expect(paymentMethodUses).toEqual(expect.arrayContaining(["a", "b"]))
  expect(findings).toEqual({ finished: ["done"], open: ["review"] })

  const pseudonymOf = pseudonyms()
  expect(await instance.erasures.renamePaymentMethods(paymentMethodUses, pseudonymOf)).toBe(2)
  expect(await database.query(`SELECT id, fingerprint FROM payment_method_use ORDER BY id`)).toEqual([
    { id: "a", fingerprint: pseudonymOf("f00d") },
    { id: "b", fingerprint: pseudonymOf("f00d") },
    { id: "c", fingerprint: "f00d" },
  ])
  expect(await instance.erasures.emptyFindings(["done", "review"], MARK)).toBe(1)
  expect(await database.query(`SELECT id, detail, ours, theirs FROM reconciliation_finding ORDER BY id`)).toEqual([
    { id: "done", detail: "differs", ours: { state: "pending" }, theirs: MARK },
    { id: "review", detail: "differs", ours: { state: "pending" }, theirs: [{ last4: "4242" }] },
  ])
  const second = await instance.erasures.locate(ADA)
  expect([second.paymentMethodUses, second.findings]).toEqual([[], { finished: [], open: ["review"] }])
})

it("counts or deletes what belongs to customers alone", async () => {
  for (const id of ["cus_1", "cus_2"]) {
    await instance.pushSubscriptions.register({ customer_id: id, endpoint: `https://push.example/${id}`, p256dh: "k", auth: "a" })
  }
  const forget = (dryRun: boolean) => instance.erasures.forget("push_subscription", ["cus_1"], dryRun)

  expect([await forget(true), await forget(false), await forget(false)]).toEqual([1, 1, 0])
  expect(await instance.pushSubscriptions.listByCustomer("cus_2")).toHaveLength(1)
})
