import { poll, useStore } from "../../setup"
import { outcomeOf, paidOnce } from "../support/look"
import { send, signed, urlOf } from "../support/webhooks"

const world = useStore({ options: { takeOverCoreRoute: false } })

const rows = async (): Promise<number> => (await world.db.query(`SELECT count(*)::int AS n FROM payment_webhook_event`)).rows[0].n

it("leaves core's route as it is: answers 200 to anything, records nothing", async () => {
  const { headers } = signed("sandbox")
  for (const url of [urlOf(world, "sandbox"), `${world.url}/hooks/payment/nobody_nobody`]) {
    const reply = await send(url, { body: '{"id":"forged","data":{}}', headers })
    expect([reply.status, reply.text]).toEqual([200, "OK"])
  }

  expect(await rows()).toBe(0)
})

it("leaves core's body parser as it is: JSON beyond its limit is 413, a GBK form 415", async () => {
  const type = { "content-type": "application/json" }
  const large = await send(urlOf(world, "sandbox"), { body: JSON.stringify({ pad: "x".repeat(200_000) }), headers: type })
  const form = await send(urlOf(world, "sandbox"), {
    body: "a=b",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=GBK" },
  })

  expect([large.status, form.status]).toEqual([413, 415])
})

it("lets core apply its verified webhooks, and records none", async () => {
  const ready = await world.shop.checkout()
  await world.gateway.client.change(ready.paymentId, "pay", { delivery: { account: "sandbox" } })

  await poll("core's order", async () => (await outcomeOf(world, ready)).transactions.length === 1)
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await rows()).toBe(0)
})

it("still has its own route", async () => {
  expect((await send(urlOf(world, "hmac"), signed("hmac"))).status).toBe(200)
  expect(await rows()).toBe(1)
})
