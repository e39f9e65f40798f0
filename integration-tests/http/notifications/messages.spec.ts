import type { PaymentNotification } from "../../../src/services/store/entities"
import { poll, useSharedStore } from "../../setup"
import { finishedEvent } from "../support/look"

const notifications = { shop: { name: "Ada & Söhne" }, retryInitialSeconds: 3, retryMaxSeconds: 3 }

const world = useSharedStore({ options: { notifications } })

afterEach(async () => {
  await world.gateway.client.setMailboxFaults({})
  await world.setOptions({ notifications })
})

const outbox = async (email: string | null): Promise<PaymentNotification[]> =>
  (await world.db.query(`SELECT * FROM payment_notification WHERE recipient = $1 ORDER BY created_at`, [email])).rows

const OPEN = ["pending", "sending", "failed"]

/** The messages to a guest once the outbox has nothing more to send to them. */
const mails = async (email: string | null, expected: number) => {
  await poll(
    `${expected} finished messages`,
    async () => {
      const rows = await outbox(email)
      return rows.length >= expected && rows.every(({ state }) => !OPEN.includes(state))
    },
    { timeoutMs: 60_000 },
  )
  return world.gateway.client.mailbox(email!)
}

const applied = async (paymentId: string, verb: "pay" | "fail" | "cancel" | "expire" | "authorize", request: object = {}) => {
  const { event_id } = await world.gateway.client.change(paymentId, verb, request)
  return finishedEvent(world, event_id, "processed")
}

const manual = { sessionData: { capture_mode: "manual" } }

it("notifies the customer once of the received payment, with the order's number and the sum", async () => {
  const { cart, paymentId } = await world.shop.checkout({ quantity: 2, locale: "de-DE" })
  await applied(paymentId, "pay", { delivery: { times: 5 } })
  const messages = await mails(cart.email, 1)

  const { order_display_id } = await world.shop.paymentStatus(cart.id)
  expect(messages).toMatchObject([
    {
      to: cart.email,
      channel: "email",
      template: "payment.captured",
      subject: `Zahlung erhalten für Bestellung Nr. ${order_display_id}`,
      text: expect.stringMatching(/50,00\s€/),
      html: expect.stringContaining("Ada &amp; Söhne"),
      data: { amount: "5000", currency_code: "eur", order_display_id },
    },
  ])
  expect(await outbox(cart.email)).toMatchObject([
    {
      state: "sent",
      attempts: 1,
      fact: "payment.captured",
      notification_id: expect.stringMatching(/^noti_/),
      sent_at: expect.any(Date),
    },
  ])
})

it("notifies of a failed, a canceled and an expired payment, not of the authorization before", async () => {
  const [failed, canceled, expired] = await Promise.all([
    world.shop.checkout(),
    world.shop.checkout(),
    world.shop.checkout(manual),
  ])
  await applied(failed.paymentId, "fail")
  await applied(canceled.paymentId, "cancel")
  await applied(expired.paymentId, "authorize")
  await applied(expired.paymentId, "expire")

  expect(await mails(failed.cart.email, 1)).toMatchObject([
    { subject: "Payment failed for your order", text: expect.stringContaining("€25.00") },
  ])
  expect(await mails(canceled.cart.email, 1)).toMatchObject([{ subject: "Payment canceled for your order" }])
  expect(await mails(expired.cart.email, 1)).toMatchObject([
    {
      subject: expect.stringMatching(/^Payment not received for order #\d+$/),
      text: expect.stringContaining("Nothing was charged."),
    },
  ])
  await poll("the transitions to be planned", async () => {
    const { rows } = await world.db.query(`SELECT count(*)::int AS n FROM payment_transition WHERE notified_at IS NULL`)
    return rows[0].n === 0
  })
  expect((await outbox(expired.cart.email)).map(({ fact }) => fact)).toEqual(["payment.expired"])
})

it("counts yen without decimals", async () => {
  const { cart, paymentId } = await world.shop.checkout({ regionId: world.facts.regionIds.jpy! })
  await applied(paymentId, "pay")

  expect(await mails(cart.email, 1)).toMatchObject([{ text: expect.stringContaining("¥4,000") }])
})

it("retries a mail that the mail server refused, and sends it once, past Medusa's failed rows", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  await world.gateway.client.setMailboxFaults({ fail: 2 })
  const event = await applied(paymentId, "pay")
  await poll("a first failure", async () => (await outbox(cart.email)).some(({ state }) => state === "failed"))
  expect(await world.gateway.client.mailbox(cart.email!)).toEqual([])

  expect(await mails(cart.email, 1)).toHaveLength(1)
  const [row] = await outbox(cart.email)
  expect(row).toMatchObject({ state: "sent", attempts: 3, last_error: null })
  const { rows } = await world.db.query(
    `SELECT status, idempotency_key FROM notification WHERE idempotency_key LIKE $1 ORDER BY created_at`,
    [`${row!.id}:%`],
  )
  expect(rows.map(({ status }) => status)).toEqual(["failure", "failure", "success"])
  expect(rows.map(({ idempotency_key }) => idempotency_key)).toEqual([1, 2, 3].map((n) => `${row!.id}:${n}`))
  const { rows: attempts } = await world.db.query(
    `SELECT outcome, provider_id FROM payment_notification_attempt WHERE payment_notification_id = $1 ORDER BY number`,
    [row!.id],
  )
  // The provider that refused it is known as well as the one that took it.
  const { provider_id } = row!
  expect(provider_id).toBeTruthy()
  expect(attempts).toEqual(["failed", "failed", "sent"].map((outcome) => ({ outcome, provider_id })))

  const { webhook_event } = await world.admin<{ webhook_event: any }>(
    "GET",
    `/admin/payment-notifications/webhook-events/${event.id}`,
  )
  expect(webhook_event.timeline.at(-1).notifications).toMatchObject([{ id: row!.id, state: "sent", attempts: 3 }])
})

it("deletes an old message in both the outbox and Medusa's own table", async () => {
  const [old, young] = [await world.shop.checkout(), await world.shop.checkout()]
  for (const { cart, paymentId } of [old, young]) {
    await applied(paymentId, "pay")
    expect(await mails(cart.email, 1)).toHaveLength(1)
  }
  await world.db.query(`UPDATE payment_notification SET updated_at = now() - interval '401 days' WHERE recipient = $1`, [
    old.cart.email,
  ])
  await world.job("prune")

  const { rows } = await world.db.query(`SELECT "to" FROM notification WHERE "to" = ANY ($1)`, [
    [old.cart.email, young.cart.email],
  ])
  expect(rows).toEqual([{ to: young.cart.email }])
  expect(await outbox(old.cart.email)).toEqual([])
  expect(await outbox(young.cart.email)).toHaveLength(1)
})

it("does not resend a sent message whose worker died before saving that", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  await applied(paymentId, "pay")
  await mails(cart.email, 1)
  await world.db.query(
    `UPDATE payment_notification SET state = 'sending', sent_at = NULL, lease_token = 'dead', leased_until = now(), next_attempt_at = now()
      WHERE recipient = $1`,
    [cart.email],
  )

  expect(await mails(cart.email, 1)).toHaveLength(1)
  expect(await outbox(cart.email)).toMatchObject([{ state: "sent", attempts: 2 }])
})

it("does not notify of a failure that a capture has overtaken", async () => {
  // The second attempt waits for the capture, however long that takes.
  await world.setOptions({ notifications: { ...notifications, retryInitialSeconds: 3_600, retryMaxSeconds: 3_600 } })
  const { cart, paymentId } = await world.shop.checkout()
  await world.gateway.client.setMailboxFaults({ fail: 1 })
  await applied(paymentId, "fail")
  await poll("the refused mail", async () => (await outbox(cart.email)).some(({ state }) => state === "failed"))
  await applied(paymentId, "pay")
  await world.db.query(`UPDATE payment_notification SET next_attempt_at = now() WHERE recipient = $1 AND state = 'failed'`, [
    cart.email,
  ])
  await world.job("sweep")
  const messages = await mails(cart.email, 2)

  expect(messages.map(({ subject }) => subject)).toEqual([expect.stringContaining("Payment received")])
  expect(await outbox(cart.email)).toMatchObject([
    { fact: "payment.failed", state: "suppressed", reason: "overtaken_by_captured" },
    { fact: "payment.captured", state: "sent" },
  ])
})

it("gives up on a mail visibly in the end, and leaves the payment alone", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  await world.gateway.client.setMailboxFaults({ fail: 1000 })
  const event = await applied(paymentId, "pay")
  await poll("a first failure", async () => (await outbox(cart.email)).length > 0)
  await world.db.query(`UPDATE payment_notification SET give_up_at = now() WHERE recipient = $1`, [cart.email])

  expect(await mails(cart.email, 1)).toEqual([])
  const { webhook_event } = await world.admin<{ webhook_event: any }>(
    "GET",
    `/admin/payment-notifications/webhook-events/${event.id}`,
  )
  expect(webhook_event.state).toBe("processed")
  expect(webhook_event.timeline[0].notifications).toMatchObject([{ state: "dead", last_error: expect.any(String) }])
  expect(webhook_event.timeline[0].notifications[0]).not.toHaveProperty("lease_token")
})

it("plans and announces a transition once after a crash", async () => {
  const { cart, paymentId, session } = await world.shop.checkout()
  await applied(paymentId, "pay")
  await mails(cart.email, 1)
  const other = await world.shop.checkout()
  await applied(other.paymentId, "pay")
  await mails(other.cart.email, 1)
  // The one as if the process had died before any message was planned, the other as if it had died right after.
  await world.db.query(`DELETE FROM payment_notification WHERE recipient = $1`, [cart.email])
  await world.db.query(
    `UPDATE payment_transition SET announced_at = NULL, notified_at = NULL, created_at = now() - interval '1 minute'
      WHERE payment_record_id IN (SELECT id FROM payment_record WHERE payment_session_id = ANY($1))`,
    [[session.id, other.session.id]],
  )
  await poll("both marks", async () => {
    const { rows } = await world.db.query(
      `SELECT count(*)::int AS n FROM payment_transition WHERE announced_at IS NULL OR notified_at IS NULL`,
    )
    return rows[0].n === 0
  })

  expect(await mails(cart.email, 1)).toHaveLength(2)
  expect(await mails(other.cart.email, 1)).toHaveLength(1)
})

it("sends nothing with notifications switched off, and uses the store's templates if any", async () => {
  await world.setOptions({ notifications: { enabled: false } })
  const silent = await world.shop.checkout()
  await applied(silent.paymentId, "pay")
  await poll("the transition to be planned", async () => {
    const { rows } = await world.db.query(`SELECT count(*)::int AS n FROM payment_transition WHERE notified_at IS NULL`)
    return rows[0].n === 0
  })
  expect(await outbox(silent.cart.email)).toEqual([])

  await world.setOptions({ notifications: { ...notifications, templates: { "payment.captured": "d-0123" } } })
  const reported = await world.shop.checkout()
  await applied(reported.paymentId, "pay")
  const [mail] = await mails(reported.cart.email, 1)
  const { order_display_id } = await world.shop.paymentStatus(reported.cart.id)
  const values = { amount: "€25.00", order: String(order_display_id), shop: "Ada & Söhne" }
  expect(mail).toMatchObject({ template: "d-0123", data: { amount: "2500", values } })
  // The words are the provider's own.
  expect(mail).not.toHaveProperty("subject")
  expect(await world.gateway.client.mailbox(silent.cart.email!)).toEqual([])
})
