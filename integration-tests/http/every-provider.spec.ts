import { gatewayAccounts } from "../../scripts/lib/accounts"
import { regionFor } from "../../scripts/lib/purchase"
import { dialects, type Dialect } from "../../src/testing"
import { bootStore, type TestStore } from "../setup"
import { outcomeOf, settledEvent } from "./support/look"

let world: TestStore

beforeAll(async () => {
  world = await bootStore()
})

afterAll(() => world?.stop())

const speakers = Object.entries<Pick<Dialect, "speaks">>(dialects).filter(([, { speaks }]) => speaks.includes("payment.captured"))

it("has an account for every dialect", () => {
  expect(Object.keys(gatewayAccounts("http://store", "http://gateway")).sort()).toEqual(Object.keys(dialects).sort())
})

describe.each(speakers)("%s", (id) => {
  it("pays one order, once, though the webhook comes twice", async () => {
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
    const event = await settledEvent(world, rows[0]!.event_id)
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
