import webPush from "web-push"
import { createPushService, type PushService } from "../../../src/testing"
import { poll, uniqueEmail, useSharedStore } from "../../setup"
import { inboxOf } from "../support/admin"
import { registerCustomer, type RegisteredCustomer } from "../support/customer"
import { eventRow, finishedEvent } from "../support/look"

const { publicKey } = webPush.generateVAPIDKeys()
const PREFERENCES = "/store/customers/me/notification-preferences"
const PSEUDONYM = expect.stringMatching(/^erased:[\w-]{22}$/)

let push: PushService
let notifications: object

const world = useSharedStore(async () => {
  push = createPushService()
  const { host } = new URL(await push.listen())
  notifications = {
    channels: { customer: ["email", "sms-backup"] },
    addressKinds: { "sms-backup": "phone" as const },
    push: { publicKey, allowedHosts: [host] },
  }
  return { options: { notifications }, account: "hmac" }
})

afterAll(() => push?.close())

const rows = async (statement: string, ...values: unknown[]): Promise<any[]> => (await world.db.query(statement, values)).rows

/** A paid checkout, once its messages are sent and nothing is left to do about them. */
async function paid(shop: RegisteredCustomer["shop"], email: string, phone?: string) {
  const { paymentId, session } = await shop.checkout({ email, ...(phone && { phone }) })
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  const event = await finishedEvent(world, event_id, "processed")
  const recordId = event.payment_record_id!
  await poll("the messages to be sent", async () => {
    const [planned] = await rows(
      `SELECT count(*) FILTER (WHERE notified_at IS NULL)::int AS n FROM payment_transition WHERE payment_record_id = $1`,
      recordId,
    )
    const messages = await rows(`SELECT state FROM payment_notification WHERE payment_record_id = $1`, recordId)
    return planned.n === 0 && messages.length === (phone ? 2 : 1) && messages.every(({ state }) => state === "sent")
  })
  return { event, recordId, paymentId, session }
}

type Paid = Awaited<ReturnType<typeof paid>>

/** All that belongs to a person, as the tables have it. */
const everything = async ({ event, recordId }: Paid, customerId: string) => ({
  event: await rows(`SELECT * FROM payment_webhook_event WHERE id = $1`, event.id),
  messages: await rows(`SELECT * FROM payment_notification WHERE payment_record_id = $1 ORDER BY id`, recordId),
  handedOver: await rows(
    `SELECT * FROM notification WHERE idempotency_key LIKE ANY (
       SELECT id || ':%' FROM payment_notification WHERE payment_record_id = $1) ORDER BY id`,
    recordId,
  ),
  uses: await rows(`SELECT * FROM payment_method_use WHERE payment_record_id = $1`, recordId),
  findings: await rows(`SELECT * FROM reconciliation_finding WHERE payment_record_id = $1`, recordId),
  record: await rows(`SELECT * FROM payment_record WHERE id = $1`, recordId),
  transitions: await rows(`SELECT * FROM payment_transition WHERE payment_record_id = $1 ORDER BY version`, recordId),
  preferences: await rows(`SELECT * FROM notification_preference WHERE customer_id = $1`, customerId),
  browsers: await rows(`SELECT * FROM push_subscription WHERE customer_id = $1`, customerId),
})

/** A customer with a row in every table. */
async function customerWithEverything() {
  const customer = await registerCustomer(world)
  await customer.shop.call("PUT", PREFERENCES, { topics: { reward: { email: false } } })
  await customer.shop.call("POST", "/store/customers/me/push-subscriptions", push.subscribe())
  const payment = await paid(customer.shop, customer.email)
  await world.db.query(
    `INSERT INTO payment_method_use (id, account, fingerprint, payment_record_id) VALUES ('pmu_' || $1, 'stripe', 'f00d' || $1, $1)`,
    [payment.recordId],
  )
  await world.db.query(
    `WITH run AS (
       INSERT INTO reconciliation_run (id, trigger, state, finished_at) VALUES ('recr_' || $1, 'command', 'finished', now()) RETURNING id)
     INSERT INTO reconciliation_finding (id, reconciliation_run_id, account, payment_record_id, detail, ours, theirs, state)
     SELECT 'recf_' || $1, id, 'stripe', $1, 'captured 2500 there, 0 here', '{"state":"pending"}', '[{"last4":"4242"}]', 'repaired' FROM run`,
    [payment.recordId],
  )
  return { ...customer, payment }
}

const NOTHING = {
  payment_webhook_event: 0,
  payment_notification: 0,
  notification: 0,
  payment_method_use: 0,
  reconciliation_finding: 0,
  notification_preference: 0,
  push_subscription: 0,
}

const ONE_EACH = Object.fromEntries(Object.keys(NOTHING).map((table) => [table, 1]))

describe("a customer", () => {
  let ada: Awaited<ReturnType<typeof customerWithEverything>>
  let eve: Awaited<ReturnType<typeof customerWithEverything>>
  let open: { id: string; item: string; messages: string[] }
  let erasure: string

  beforeAll(async () => {
    ada = await customerWithEverything()
    eve = await customerWithEverything()
    const { paymentId } = await ada.shop.checkout({ email: ada.email })
    const { event_id } = await world.gateway.client.change(paymentId, "pay", { amount: 100 })
    const { id } = await finishedEvent(world, event_id, "quarantined")
    const [item] = await rows(`SELECT id FROM payment_attention WHERE webhook_event_id = $1`, id)
    await poll("the item to be announced", async () => {
      const [{ announced_at }] = await rows(`SELECT announced_at FROM payment_attention WHERE id = $1`, item.id)
      return announced_at !== null
    })
    const about = await rows(`SELECT id FROM payment_notification WHERE payment_attention_id = $1 ORDER BY id`, item.id)
    open = { id, item: item.id, messages: about.map((row) => row.id) }
  })

  const erase = (...more: string[]) => world.command(["erase", "--customer", ada.id, "--json", ...more])
  const stillOpen = () => ({
    payment_webhook_event: [open.id],
    payment_notification: open.messages,
    reconciliation_finding: [],
  })

  it("is counted by a dry run, which changes nothing", async () => {
    const before = await everything(ada.payment, ada.id)
    const { code, out } = await erase("--dry-run")

    expect(out).toEqual({
      erasure: expect.stringMatching(/^eras_[0-9a-f]{32}$/),
      dry_run: true,
      erased: ONE_EACH,
      open: stillOpen(),
      kept: { payment_attention: [open.item], notes: 0 },
    })
    expect(code).toBe(3)
    expect(await everything(ada.payment, ada.id)).toEqual(before)
  })

  it("is erased: addresses, contents and payloads go; sums, states and ids stay; another's rows are untouched", async () => {
    const before = await everything(ada.payment, ada.id)
    const evesBefore = await everything(eve.payment, eve.id)
    const { code, out } = await erase()
    erasure = out.erasure

    expect(out).toMatchObject({ dry_run: false, erased: ONE_EACH, open: stillOpen() })
    expect(code).toBe(3)
    const mark = { erased: erasure, erased_at: expect.any(String) }
    const after = await everything(ada.payment, ada.id)
    expect(after).toEqual({
      event: [{ ...before.event[0], body: null, headers: {}, payload: mark }],
      messages: [{ ...before.messages[0], recipient: PSEUDONYM, customer_id: null, data: mark, last_error: null }],
      handedOver: [
        {
          ...before.handedOver[0],
          to: PSEUDONYM,
          data: null,
          provider_data: null,
          receiver_id: null,
          updated_at: expect.any(Date),
        },
      ],
      uses: [{ ...before.uses[0], fingerprint: PSEUDONYM }],
      findings: [{ ...before.findings[0], theirs: mark }],
      record: before.record,
      transitions: before.transitions,
      preferences: [],
      browsers: [],
    })
    expect(after.handedOver[0].to).toBe(after.messages[0].recipient)
    expect(JSON.stringify(after)).not.toContain(ada.email)
    expect(await everything(eve.payment, eve.id)).toEqual(evesBefore)
    expect(await rows(`SELECT body IS NULL AS empty FROM payment_webhook_event WHERE id = $1`, open.id)).toEqual([
      { empty: false },
    ])
  })

  it("leaves a line in the log with the erasure's id and without the person", async () => {
    const lines = await poll("the line", async () => {
      const found = (await world.logs()).filter((line) => line.includes(erasure))
      return found.length > 0 && found
    })

    expect(lines).toEqual([expect.stringMatching(/payment_notification 1.*not yet erasable: 1 event open/)])
    expect(lines[0]).not.toContain(ada.email)
    expect(lines[0]).not.toContain(ada.id)
  })

  it("shows and refuses to replay an erased event, and says why", async () => {
    const inbox = inboxOf(world)
    const { id } = ada.payment.event
    const mark = { erased: erasure, erased_at: expect.any(String) }

    expect(await inbox.show(id)).toMatchObject({ state: "processed", body_bytes: null, erased: mark, payload: mark })
    await expect(inbox.replay(id)).rejects.toMatchObject({ status: 400, body: { message: expect.stringContaining(erasure) } })
    expect(await world.command(["replay", "--id", id])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/body of webhook event \S+ was erased.*reconcile/),
    })
    expect((await eventRow(world, ada.payment.event.event_id))!.state).toBe("processed")
  })

  it("recognizes an erased event that its provider sends again", async () => {
    const { event_id } = ada.payment.event
    await world.gateway.client.change(ada.payment.paymentId, "pay", { report_only: true, event_id, delivery: { wait: true } })

    expect(await eventRow(world, event_id)).toMatchObject({ state: "processed", body: null, attempts: 1 })
  })

  it("sends no erased message again", async () => {
    const [{ id }] = await rows(`SELECT id FROM payment_notification WHERE payment_record_id = $1`, ada.payment.recordId)

    const { notification } = await world.admin<any>("GET", `/admin/payment-notifications/notifications/${id}`)
    expect(notification).toMatchObject({ may_be_resent: false })
    await expect(world.admin("POST", `/admin/payment-notifications/notifications/${id}/resend`, {})).rejects.toMatchObject({
      status: 400,
      body: { message: expect.stringContaining(erasure) },
    })
  })

  it("has nothing left for a second run but what is open, and after its decision that is erased, too", async () => {
    const second = await erase()
    expect(second).toMatchObject({ code: 3, out: { erased: NOTHING, open: stillOpen() } })

    await world.admin("POST", `/admin/payment-notifications/attention/${open.item}/dismiss`, { note: "asked for it" })
    await poll("the event to be ignored", async () => {
      const [{ state }] = await rows(`SELECT state FROM payment_webhook_event WHERE id = $1`, open.id)
      return state === "ignored"
    })
    await poll("its messages to end", async () => {
      const left = await rows(
        `SELECT id FROM payment_notification WHERE payment_attention_id = $1 AND state NOT IN ('sent', 'suppressed')`,
        open.item,
      )
      return left.length === 0
    })
    const third = await erase()

    expect(third).toMatchObject({
      code: 0,
      out: {
        erased: {
          ...NOTHING,
          payment_webhook_event: 1,
          payment_notification: open.messages.length,
          // Its message has gone out meanwhile.
          notification: open.messages.length,
        },
        kept: { payment_attention: [open.item], notes: 1 },
      },
    })
    expect(await rows(`SELECT body, payload FROM payment_webhook_event WHERE id = $1`, open.id)).toEqual([
      { body: null, payload: { erased: third.out.erasure, erased_at: expect.any(String) } },
    ])
    expect((await erase()).out.erased).toEqual(NOTHING)
  })

  it("does not stop reconciliation and retention", async () => {
    await world.job("reconcile")
    await world.job("prune")

    expect((await eventRow(world, ada.payment.event.event_id))!.state).toBe("processed")
  })
})

it("erases a guest by their address in any case of letters, with their telephone, under equal pseudonyms", async () => {
  const email = uniqueEmail()
  const phone = `+49 30 ${String(Date.now()).slice(-7)}`
  const first = await paid(world.shop, email, phone)
  const second = await paid(world.shop, email, phone)
  const { code, out } = await world.command(["erase", "--email", email.toUpperCase(), "--json"])

  expect(out.erased).toEqual({ ...NOTHING, payment_webhook_event: 2, payment_notification: 4, notification: 4 })
  expect(code).toBe(0)
  const left = await rows(
    `SELECT channel, recipient FROM payment_notification WHERE payment_record_id = ANY ($1) ORDER BY channel, payment_record_id`,
    [first.recordId, second.recordId],
  )
  expect(left).toMatchObject(["email", "email", "sms-backup", "sms-backup"].map((channel) => ({ channel, recipient: PSEUDONYM })))
  const [mail, otherMail, sms, otherSms] = left.map(({ recipient }) => recipient)
  expect([otherMail, otherSms]).toEqual([mail, sms])
  expect(sms).not.toBe(mail)
  expect(await world.command(["erase", "--email", email])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^nothing to erase\n/),
  })
})

it.each([[[]], [["--customer", "cus_1", "--email", "ada@example.com"]], [["--email", "ada"]]])("refuses %j", async (args) => {
  expect(await world.command(["erase", ...args])).toMatchObject({ code: 1 })
})

describe("when Medusa deletes a customer", () => {
  const messages = (recordId: string) => rows(`SELECT recipient FROM payment_notification WHERE payment_record_id = $1`, recordId)
  const remove = ({ id }: { readonly id: string }) => world.admin("DELETE", `/admin/customers/${id}`)
  const preferencesAreGone = (id: string) =>
    poll("the preferences to go", async () => {
      return (await rows(`SELECT customer_id FROM notification_preference WHERE customer_id = $1`, id)).length === 0
    })

  it("forgets preferences and browsers only, and keeps none again for a token that outlives the customer", async () => {
    const customer = await customerWithEverything()
    await remove(customer)
    await preferencesAreGone(customer.id)

    expect(await messages(customer.payment.recordId)).toEqual([{ recipient: customer.email }])
    await expect(customer.shop.call("PUT", PREFERENCES, { topics: {} })).rejects.toMatchObject({ status: 404 })
    await expect(customer.shop.call("POST", "/store/customers/me/push-subscriptions", push.subscribe())).rejects.toMatchObject({
      status: 404,
    })
    expect(await everything(customer.payment, customer.id)).toMatchObject({ preferences: [], browsers: [] })
  })

  it("erases all of their data where the store wants it", async () => {
    const customer = await customerWithEverything()
    await world.setOptions({ notifications, erasure: { onCustomerDeleted: true } })
    await remove(customer)
    await poll("the message to be erased", async () => {
      const [message] = await messages(customer.payment.recordId)
      return message.recipient.startsWith("erased:")
    })

    expect((await eventRow(world, customer.payment.event.event_id))!.body).toBeNull()
  })

  it("finds a customer who is deleted already", async () => {
    await world.setOptions({ notifications })
    const customer = await customerWithEverything()
    await remove(customer)
    await preferencesAreGone(customer.id)

    expect(await world.command(["erase", "--customer", customer.id, "--json"])).toMatchObject({
      code: 0,
      out: { erased: { ...ONE_EACH, notification_preference: 0, push_subscription: 0 } },
    })
    expect(await messages(customer.payment.recordId)).toEqual([{ recipient: PSEUDONYM }])
  })
})
