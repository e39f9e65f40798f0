import { poll, useSharedStore } from "../../setup"
import { paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"
import { mailsAbout } from "../support/messages"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const MERCHANT = "books@shop.example"

/** The job comes once a minute; here it comes as often as somebody looks. */
const PATIENCE = { timeoutMs: 60_000 }

const world = useSharedStore({
  options: {
    processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 1, giveUpAfterSeconds: 3 },
    notifications: {
      shop: { name: "Ada & Söhne" },
      merchantRecipients: [MERCHANT],
      links: { attention: "https://admin.shop.example/app/attention/{attention_id}" },
    },
    reconciliation: { scheduleMinutes: [0.02, 0.1], silenceFactor: 1, silenceMinMinutes: 0.1, callsPerMinute: 600 },
  },
})

interface Item {
  readonly id: string
  readonly kind: string
}

const itemAbout = async (kind: string, column: string, value: string): Promise<Item> =>
  poll(
    `an item of kind ${kind}`,
    async () => {
      await world.job("reconcile")
      const sql = `SELECT id, kind FROM payment_attention WHERE kind = $1 AND ${column} = $2`
      return (await world.db.query<Item>(sql, [kind, value])).rows[0]
    },
    PATIENCE,
  )

/** The merchant's mail about an item: the only one. */
const mailOf = async ({ id, kind }: Item) => {
  const about = async () =>
    (await mailsAbout(world, MERCHANT, `merchant.attention.${kind}`)).filter(
      ({ data }) => (data as { attention_id?: string }).attention_id === id,
    )
  const mails = await poll(`the merchant's mail about ${id}`, async () => {
    const found = await about()
    return found.length > 0 && found
  })
  expect(mails).toHaveLength(1)
  expect(mails[0]!.text).toContain(`<https://admin.shop.example/app/attention/${id}>`)
  return mails[0]!
}

it("mails the merchant and fills the admin's feed when a refund did not reach its payer", async () => {
  const { paymentId, orderId, cart, session } = await paidOrder(world)
  const { order_display_id } = await world.shop.paymentStatus(cart.id)
  const { refund, event_id } = await world.gateway.client.refund(paymentId, { amount: 1000, status: "pending" })
  await finishedEvent(world, event_id, "processed")
  const failed = await world.gateway.client.updateRefund(paymentId, refund.id, "fail")
  await finishedEvent(world, failed.event_id, "processed")
  const item = await itemAbout("refund_failed", "payment_session_id", session.id)

  const subject = `[Ada & Söhne] A refund failed (order #${order_display_id}, €10.00)`
  const mail = await mailOf(item)
  expect(mail).toMatchObject({
    subject,
    text: expect.stringMatching(/^a refund of 10\.00 EUR did not reach the payer[^]*Account: stripe\nPayment at the provider: /),
  })
  const feed = await poll("the entry in the feed", async () => {
    const { notifications } = await world.admin<{ notifications: any[] }>("GET", "/admin/notifications?channel=feed")
    return notifications.find(({ data }) => data.attention_id === item.id)
  })
  expect(feed).toMatchObject({
    to: "",
    channel: "feed",
    template: "admin-ui",
    trigger_type: "payment_notification.attention.refund_failed",
    resource_id: orderId,
    resource_type: "order",
    data: { title: subject, description: expect.stringMatching(/^a refund of 10\.00 EUR did not reach the payer/) },
  })
})

it("mails the merchant about an event that is dead", async () => {
  const { paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.refund(paymentId, { report_only: true, amount: 500 })
  const event = await finishedEvent(world, event_id, "dead")
  const mail = await mailOf(await itemAbout("dead_event", "webhook_event_id", event.id))

  expect(mail).toMatchObject({
    subject: "[Ada & Söhne] A webhook could not be applied (€5.00)",
    text: expect.stringContaining("It is not tried any more. Mend the cause and accept to apply it, or dismiss it."),
  })
})

it("mails the merchant the job's findings: a payment that its provider reports less of, and a silent account", async () => {
  for (let event = 0; event < 6; event++) {
    const { body, headers } = signed("hmac", anEvent())
    expect((await send(urlOf(world, "hmac"), { body, headers })).status).toBe(200)
  }
  const { paymentId, session, cart } = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const { event_id } = await world.gateway.client.change(paymentId, "authorize", { delivery: { account: "sandbox-api" } })
  await finishedEvent(world, event_id, "processed")
  await world.gateway.client.change(paymentId, "process", { delivery: { times: 0 } })
  const { order_display_id } = await world.shop.paymentStatus(cart.id)

  const drift = await mailOf(await itemAbout("drift", "payment_session_id", session.id))
  expect(drift).toMatchObject({
    subject: `[Ada & Söhne] A payment differs from what the provider says (order #${order_display_id}, €25.00)`,
    text: expect.stringContaining("the payment is authorized here, the provider still reports it pending"),
  })
  const silent = await mailOf(await itemAbout("provider_silent", "account", "hmac"))
  expect(silent).toMatchObject({
    subject: "[Ada & Söhne] A payment provider has gone silent",
    text: expect.stringMatching(/^no webhook from account "hmac" since [^]*Check the webhook URL at the provider\./),
  })
})
