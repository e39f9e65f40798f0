import { createHash, createHmac } from "node:crypto"
import { gatewayAccounts } from "../../../scripts/lib/accounts"
import { regionFor } from "../../../scripts/lib/purchase"
import { dialects, type Dialect } from "../../../src/testing"
import { useSharedStore } from "../../setup"
import { outcomeOf, finishedEvent } from "../support/look"

const world = useSharedStore()

const speakers = Object.entries<Pick<Dialect, "speaks">>(dialects).filter(([, { speaks }]) => speaks.includes("payment.captured"))

it("has an account for every dialect", () => {
  const accounts = Object.keys(gatewayAccounts("http://store", "http://gateway"))
  expect(accounts).toEqual(expect.arrayContaining(Object.keys(dialects)))
})

describe.each(speakers)("%s", (id) => {
  it("pays one order, once, although the webhook comes twice", async () => {
    const ready = await world.shop.checkout({ regionId: regionFor(id, world.facts) })
    const { event_id } = await world.gateway.client.change(ready.paymentId, "pay", {
      delivery: { account: id, times: 2, wait: true },
    })
    const deliveries = await world.gateway.client.deliveries({ event_id })
    expect(deliveries.map(({ state }) => state)).toEqual(["delivered", "delivered"])

    const { rows } = await world.db.query<{ event_id: string }>(
      `SELECT event_id FROM payment_webhook_event WHERE account IN ($1, $2) ORDER BY received_at DESC LIMIT 1`,
      [id, `pp_${id}_${id}`],
    )
    const event = await finishedEvent(world, rows[0]!.event_id)
    expect([event.state, event.last_error]).toEqual(["processed", null])
    expect(await outcomeOf(world, ready)).toMatchObject({
      orders: 1,
      payment_status: "captured",
      payments: 1,
      captures: [ready.session.amount],
      transactions: [{ amount: ready.session.amount, reference: "capture" }],
    })
  })
})

it("answers the GET by which Braintree tests a URL, and no other", async () => {
  const { credentials } = gatewayAccounts(world.url, world.gateway.url).braintree!
  const { publicKey, privateKey } = credentials as { publicKey: string; privateKey: string }
  const challenge = "20f9f8ed05f77439fe955c977e4c8a53"
  const key = createHash("sha1").update(privateKey).digest()
  const answer = `${publicKey}|${createHmac("sha1", key).update(challenge).digest("hex")}`
  const get = (query: string) => fetch(`${world.url}/webhooks/payments/braintree${query}`)

  const reply = await get(`?bt_challenge=${challenge}`)
  expect([reply.status, await reply.text()]).toEqual([200, answer])
  expect((await get("")).status).toBe(404)
  expect((await get("?bt_challenge=anything-to-be-signed")).status).toBe(404)
})
