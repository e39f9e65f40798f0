import { createHmac, randomUUID } from "node:crypto"
import webPush from "web-push"
import { createPushService, type PushService } from "../../../src/testing"
import { poll, SANDBOX, useStore } from "../../setup"
import { registerCustomer } from "../support/customer"
import { finishedEvent } from "../support/look"
import { send, signed, urlOf } from "../support/webhooks"

const vapid = webPush.generateVAPIDKeys()
const secret = "r".repeat(32)

let push: PushService

const world = useStore(async () => {
  push = createPushService()
  const { host } = new URL(await push.listen())
  const options = { channels: ["push"], vapid: { subject: "mailto:shop@example.com", ...vapid }, allowedHosts: [host] }
  return {
    env: {
      NOTIFICATION_PROVIDERS: JSON.stringify([
        { resolve: "medusa-payment-notifications/providers/notification-web-push", id: "web-push", options },
      ]),
    },
    options: {
      notifications: {
        channels: { customer: ["email", "sms", "push"] },
        addressKinds: { "email-backup": "email", "sms-backup": "phone" },
        failover: { sms: ["push", "sms-backup", "email-backup"] },
        push: { publicKey: vapid.publicKey, allowedHosts: [host] },
        receipts: { hmac: { secrets: [secret] } },
      },
    },
  }
})

afterAll(() => push?.close())

const LIST = "/admin/payment-notifications/notifications"

interface Listed {
  readonly id: string
  readonly channel: string
  readonly state: string
}

const about = async (filter: string): Promise<Listed[]> =>
  (await world.admin<{ notifications: Listed[] }>("GET", `${LIST}?${filter}&order=created_at`)).notifications

const finished = async (filter: string, expected: number): Promise<Listed[]> => {
  let rows: Listed[] = []
  await poll(`${expected} finished messages`, async () => {
    rows = await about(filter)
    return rows.length >= expected && rows.every(({ state }) => ["sent", "dead", "suppressed"].includes(state))
  })
  return rows
}

const pay = async (paymentId: string, verb: "pay" | "fail" = "pay") => {
  const { event_id } = await world.gateway.client.change(paymentId, verb)
  await finishedEvent(world, event_id, "processed")
}

const recordOf = async (sessionId: string): Promise<string> =>
  (await world.db.query(`SELECT id FROM payment_record WHERE payment_session_id = $1`, [sessionId])).rows[0].id

it("warns at boot of each enabled channel that has no provider", () => {
  const warned = world.store.logs().filter((line) => line.includes("no provider of the Notification Module"))

  expect(warned).toEqual([expect.stringMatching(/has channel \\*"sms\\*": no message is planned for it/)])
})

it("notifies a guest on the next channel in place of one without a provider", async () => {
  const { cart, session, paymentId } = await world.shop.checkout({ phone: "+49 30 1234567" })
  await pay(paymentId)
  const rows = await finished(`payment_record_id=${await recordOf(session.id)}`, 2)
  const planned = rows.sort((a, b) => a.channel.localeCompare(b.channel))

  expect(planned).toMatchObject([
    { channel: "email", state: "sent", recipient: cart.email, failover_of: null },
    { channel: "sms-backup", state: "sent", recipient: "+49301234567", failover_of: null },
  ])
  expect(planned).toHaveLength(2)
  expect(await world.gateway.client.mailbox("+49301234567")).toMatchObject([{ channel: "sms-backup" }])
})

it("notifies a customer with a telephone number but no e-mail address", async () => {
  const { cart, session, paymentId } = await world.shop.checkout({ email: "", phone: "+49 30 7654321" })
  expect(cart.email).toBeNull()
  await pay(paymentId)

  expect(await finished(`payment_record_id=${await recordOf(session.id)}`, 1)).toMatchObject([
    { channel: "sms-backup", recipient: "+49307654321", fact: "payment.captured", state: "sent" },
  ])
})

it("notifies every device of a customer, and deletes those that are gone", async () => {
  const { id, email, shop } = await registerCustomer(world)
  const devices = [push.subscribe(), push.subscribe()]
  const locale = "de-DE"
  for (const { endpoint, keys } of devices) {
    await shop.call("POST", "/store/customers/me/push-subscriptions", { endpoint, keys, locale })
  }
  push.unsubscribe(devices[1]!.endpoint)
  const { paymentId } = await shop.checkout({ email })
  await pay(paymentId)
  const rows = await finished(`customer_id=${id}`, 3)

  expect(rows.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual(["email sent", "push dead", "push sent"])
  expect(rows.find(({ state }) => state === "dead")).toMatchObject({ reason: "gone" })
  const shown = push.messages(devices[0]!.endpoint).map(({ text }) => JSON.parse(text))
  // Nothing shows the customer's language, and the browser reports its own.
  expect(shown).toMatchObject([{ title: expect.stringContaining("Zahlung erhalten"), lang: "de" }])
  expect(await world.gateway.client.mailbox(email)).toMatchObject([{ subject: expect.stringContaining("Payment received") }])
  const { push_subscriptions: left } = await shop.call<any>("GET", "/store/customers/me/push-subscriptions")
  expect(left).toHaveLength(1)
})

it("sends one message for ten failed attempts on one cart", async () => {
  const { cart, session, paymentId } = await world.shop.checkout()
  for (let attempt = 0; attempt < 10; attempt++) {
    await world.db.query(`UPDATE payment_record SET state = 'pending' WHERE payment_session_id = $1`, [session.id])
    await pay(paymentId, "fail")
  }
  const record = await recordOf(session.id)
  await poll(
    "ten messages to be planned",
    async () => (await about(`payment_record_id=${record}&fact=payment.failed`)).length === 10,
  )
  const rows = await finished(`payment_record_id=${record}&fact=payment.failed`, 10)

  expect(rows.filter(({ state }) => state === "sent")).toHaveLength(1)
  expect(await world.gateway.client.mailbox(cart.email!)).toHaveLength(1)
})

it("notifies a customer once of an expiring saved payment method, and nobody of a stranger's", async () => {
  const { id, email } = await registerCustomer(world)
  await world.db.query(
    `INSERT INTO account_holder (id, provider_id, external_id, email, data) VALUES ('acchld_1', $1, 'ext_1', $2, '{}')`,
    [SANDBOX, email],
  )
  await world.db.query(
    `INSERT INTO customer_account_holder (id, customer_id, account_holder_id) VALUES ('custacchldr_1', $1, 'acchld_1')`,
    [id],
  )
  const expiring = async (customerId: string, expiresOn: Date | null = new Date("2026-12-31")) => {
    const { body, headers } = signed("hmac", {
      id: `evt_${randomUUID()}`,
      subject: "payment_method",
      state: "expiring",
      paymentMethodId: `card_${customerId}`,
      customerId,
      ...{ brand: "visa", last4: "4242", ...(expiresOn && { expiresOn }) },
      mode: "test",
      occurredAt: new Date(),
    })
    expect((await send(urlOf(world, "hmac"), { body, headers })).status).toBe(200)
  }
  for (const customerId of ["ext_1", "ext_1", "ext_stranger"]) await expiring(customerId)
  await expiring("ext_1", null)
  const rows = await finished(`customer_id=${id}`, 1)

  expect(rows).toMatchObject([{ fact: "payment_method.expiring", channel: "email", state: "sent", recipient: email }])
  const verdicts = async () =>
    (
      await world.db.query(
        `SELECT concat_ws(': ', state, reason, last_error) AS verdict FROM payment_webhook_event
          WHERE fact = 'payment_method.expiring' ORDER BY verdict`,
      )
    ).rows.map(({ verdict }) => verdict)
  await poll("four events to be finished", async () => (await verdicts()).length === 4)
  expect(await verdicts()).toEqual([
    expect.stringMatching(/^ignored: not_applied: .*of no customer of this store/),
    expect.stringMatching(/^ignored: not_applied: .*says no date/),
    "processed",
    "processed",
  ])
  expect(await finished(`customer_id=${id}`, 1)).toHaveLength(1)
  const [mail] = await world.gateway.client.mailbox(email)
  expect(mail).toMatchObject({ text: expect.stringMatching(/Visa.*4242.*December 31, 2026/) })
})

it("resends on a person's request, and saves who; not while it is in flight", async () => {
  const { cart, session, paymentId } = await world.shop.checkout()
  await pay(paymentId)
  const [sent] = await finished(`payment_record_id=${await recordOf(session.id)}`, 1)
  await world.admin("POST", `${LIST}/${sent!.id}/resend`)
  await poll("the second mail", async () => (await world.gateway.client.mailbox(cart.email!)).length === 2)
  await finished(`payment_record_id=${await recordOf(session.id)}`, 1)

  const { notification } = await world.admin<any>("GET", `${LIST}/${sent!.id}`)
  expect(notification).toMatchObject({
    ...{ state: "sent", attempts: 2, may_be_resent: true },
    resent_by: expect.stringMatching(/^user_/),
  })
  expect(notification.attempts_made).toMatchObject([
    { number: 1, outcome: "sent", actor_id: null },
    { number: 2, outcome: "sent", actor_id: notification.resent_by },
  ])
  expect(notification).not.toHaveProperty("lease_token")
  await world.db.query(
    `UPDATE payment_notification SET state = 'failed', next_attempt_at = now() + interval '1 hour' WHERE id = $1`,
    [sent!.id],
  )
  expect((await world.admin<any>("GET", `${LIST}/${sent!.id}`)).notification).toMatchObject({ may_be_resent: false })
  await expect(world.admin("POST", `${LIST}/${sent!.id}/resend`)).rejects.toMatchObject({ status: 400 })
  await expect(world.admin("POST", `${LIST}/pnot_nobody/resend`)).rejects.toMatchObject({ status: 404 })
})

it("accepts a signed delivery receipt, and refuses a forged one", async () => {
  const { session, paymentId } = await world.shop.checkout()
  await pay(paymentId)
  const [sent] = await finished(`payment_record_id=${await recordOf(session.id)}`, 1)
  const body = JSON.stringify([{ notification_id: sent!.id, state: "delivered" }])
  const timestamp = String(Math.floor(Date.now() / 1000))
  const report = (signature: string) =>
    fetch(`${world.url}/webhooks/notifications/hmac`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-timestamp": timestamp, "x-signature": signature },
      body,
    })

  expect((await report("0".repeat(64))).status).toBe(400)
  expect(await about(`id=${sent!.id}`)).toMatchObject([{ delivered_at: null }])
  expect((await report(createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex"))).status).toBe(200)
  expect(await about(`id=${sent!.id}`)).toMatchObject([{ state: "sent", delivered_at: expect.any(String) }])
  expect((await fetch(`${world.url}/webhooks/notifications/pigeon`, { method: "POST", body })).status).toBe(404)
})
