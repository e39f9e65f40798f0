import { createHmac } from "node:crypto"
import { demoSecrets } from "../../../examples/store/src/demo-secrets"
import { useSharedStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvent } from "../support/look"
import { send } from "../support/webhooks"

const world = useSharedStore()

/** Signed here by hand, as Acme Pay would: not by code of the provider's. */
function acme(body: unknown, secret = demoSecrets.acme) {
  const text = JSON.stringify(body)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac("sha256", secret).update(`${timestamp}.${text}`).digest("hex")
  return { body: text, headers: { "acme-timestamp": timestamp, "acme-signature": signature } }
}

const post = (call: ReturnType<typeof acme>) => send(`${world.url}/webhooks/payments/acme`, call)

it("pays an order through the store's own provider", async () => {
  const ready = await world.shop.checkout()
  await world.gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
  const payment = { number: ready.paymentId, reference: ready.session.id, total: "25.00", currency: "EUR" }

  const reply = await post(acme({ event_id: "acme_1", kind: "payment.paid", payment }))

  expect([reply.status, reply.headers["content-type"], reply.text]).toEqual([200, "text/plain", "OK"])
  expect(await finishedEvent(world, "acme_1")).toMatchObject({ state: "processed", account: "acme", provider: "acme" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("applies the plugin's rules: forged is 400, malformed is 400, unwanted is recorded as ignored", async () => {
  const payment = { number: "1", reference: "order-1", total: "25.00", currency: "EUR" }
  const event = { event_id: "acme_2", kind: "payment.blessed", payment }

  expect(await post(acme(event, "another secret"))).toMatchObject({ status: 400 })
  expect(await post(acme({ event_id: "acme_3", kind: "payment.paid" }))).toMatchObject({ status: 400 })
  expect(await post(acme(event))).toMatchObject({ status: 200 })
  expect(await finishedEvent(world, "acme_2")).toMatchObject({ state: "ignored", last_error: '"payment.blessed" is not read' })
})

it("answers 404 to a GET where the provider has no handshake", async () => {
  expect((await send(`${world.url}/webhooks/payments/acme`, { method: "GET" })).status).toBe(404)
  expect((await send(`${world.url}/webhooks/payments/nobody`, { method: "GET" })).status).toBe(404)
})
