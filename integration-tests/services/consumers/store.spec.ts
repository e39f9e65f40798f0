import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { demoSecrets } from "../../../examples/store/src/demo-secrets"
import { hmacHeaders } from "../../../src/testing/dialects"
import { eventRow, finishedEvent, outcomeOf, paidOnce } from "../../http/support/look"
import { bootStore, type TestStore } from "../../setup"
import { rabbitmq } from "./harnesses/rabbitmq"
import type { Source } from "./harnesses/harness"

jest.setTimeout(300_000)

let source: Source
let world: TestStore
const options = () => ({ consumers: [{ id: "erp", kind: "rabbitmq", account: "hmac", config: source.config }] })

beforeAll(async () => {
  source = await rabbitmq.start()
  world = await bootStore({ mode: "server", options: options() })
})
afterAll(async () => {
  await world?.stop()
  await source?.close()
})

it("makes an order of a payment that another system reports over a queue, where work belongs and nowhere else", async () => {
  const ready = await world.shop.checkout()
  const id = `evt_${randomUUID()}`
  const body = Buffer.from(
    JSON.stringify({
      id,
      type: "payment.captured",
      data: {
        session_id: ready.session.id,
        payment_id: ready.paymentId,
        amount: String(Math.round(Number(ready.session.amount) * 100)),
        currency: ready.cart.currency_code.toUpperCase(),
      },
    }),
  )
  // Paid at the provider, which itself says nothing: only the queue brings the news.
  await world.gateway.client.change(ready.paymentId, "pay", { delivery: { hold: true } })
  await source.publish(hmacHeaders(body, { keyId: "demo", secret: demoSecrets.hmac }, new Date()), body)
  // Longer than two sweeps: a server takes requests, no messages.
  await pause(11_000)
  expect(await source.open()).toBe(1)
  expect(await eventRow(world, id)).toBeUndefined()

  await world.another({ mode: "worker", options: options() })
  await finishedEvent(world, id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await source.open()).toBe(0)
})
