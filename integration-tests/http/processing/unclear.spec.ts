import { randomUUID } from "node:crypto"
import { hmacHeaders } from "../../../src/testing"
import { poll, storeAccounts, useSharedStore } from "../../setup"
import { paidOrder, disputesOf } from "../support/disputes"
import { finishedEvent } from "../support/look"
import { send, urlOf } from "../support/webhooks"

const MERCHANT = "unclear@shop.example"

const world = useSharedStore({
  account: "hmac",
  options: { notifications: { shop: { name: "Example Store" }, merchantRecipients: [MERCHANT] } },
})

/** Sends a generic event as its provider signs it; answers its id. */
async function tell(type: string, data: object): Promise<string> {
  const id = `evt_${randomUUID()}`
  const body = Buffer.from(JSON.stringify({ id, type, occurred_at: new Date().toISOString(), data }))
  const { keyId, secret } = storeAccounts.hmac!.credentials as { keyId: string; secret: string }
  const reply = await send(urlOf(world, "hmac"), { headers: hmacHeaders(body, { keyId, secret }, new Date()), body })
  expect(reply.status).toBe(200)
  return id
}

const itemOf = async (eventId: string) =>
  (
    await world.db.query(
      `SELECT item.* FROM payment_attention AS item JOIN payment_webhook_event AS event ON event.id = item.webhook_event_id
        WHERE event.event_id = $1`,
      [eventId],
    )
  ).rows

it("puts a dispute that names no payment before a person, once, with its sum", async () => {
  const event = await tell("dispute.lost", { dispute_id: "dp_nobody", amount: 1234, currency: "EUR", reference: "order 17" })
  const { id, state, reason } = await finishedEvent(world, event)
  expect([state, reason]).toEqual(["quarantined", "unclear_report"])
  const [item, ...others] = await itemOf(event)
  expect(others).toEqual([])
  expect(item).toMatchObject({ kind: "unclear_report", state: "open", amount: "1234", currency_code: "eur" })
  expect(item.detail).toContain("dispute.lost and names no payment")
  const mail = await poll("the merchant's mail", async () =>
    (await world.gateway.client.mailbox(MERCHANT)).find(({ subject }) => subject?.includes("report of the provider is unclear")),
  )
  expect(mail.subject).toContain("12.34")

  const path = `/admin/payment-notifications`
  const { attention } = await world.admin<{ attention: { allowed: string[] } }>("GET", `${path}/attention/${item.id}`)
  expect(attention.allowed).toEqual(["dismiss"])
  await world.admin("POST", `${path}/webhook-events/${id}/replay`)
  await finishedEvent(world, event, "quarantined")
  expect((await itemOf(event)).map(({ state }) => state)).toEqual(["open"])
  await world.admin("POST", `${path}/attention/${item.id}/dismiss`, { note: "handled at the provider" })
  expect(await finishedEvent(world, event)).toMatchObject({ state: "ignored" })
})

it("leaves alone what names a payment of somebody else's", async () => {
  const event = await tell("dispute.lost", {
    dispute_id: "dp_other",
    payment_id: `pay_${randomUUID()}`,
    amount: 1,
    currency: "EUR",
  })
  expect(await finishedEvent(world, event)).toMatchObject({ state: "ignored", reason: "no_session" })
  expect(await itemOf(event)).toEqual([])
})

it("ends flag, item and reminders of a dispute that is closed without a winner", async () => {
  const { paymentId, orderId } = await paidOrder(world)
  const { dispute, event_id } = await world.gateway.client.dispute(paymentId, { status: "warning", amount: 1000 })
  await finishedEvent(world, event_id, "processed")
  expect(await disputesOf(world, orderId)).toMatchObject({ flags: { [`dispute_${dispute.id}`]: { state: "warning" } } })

  const closed = await world.gateway.client.updateDispute(paymentId, dispute.id, "close")
  await finishedEvent(world, closed.event_id, "processed")
  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ state: "closed" }],
    transitions: ["dispute.warning", "dispute.closed"],
    transactions: [],
    payment_status: "captured",
    flags: {},
    items: [{ state: "resolved", resolution: "superseded" }],
  })
  const mail = await poll("the merchant's mail", async () =>
    (await world.gateway.client.mailbox(MERCHANT)).find(({ subject }) => subject?.includes("dispute was closed")),
  )
  expect(mail.text).toContain("closed without a winner")
})
