import { type HttpError, useSharedStore } from "../../setup"
import { paidOrder } from "../support/disputes"

const world = useSharedStore()

let paid: Awaited<ReturnType<typeof paidOrder>>
let payment: any

beforeAll(async () => {
  paid = await paidOrder(world)
  payment = (await world.admin<any>("GET", `/admin/payment-notifications/payments?order_id=${paid.orderId}`)).payments[0]
})

const search = async (q: string, more = "entity[]=order&entity[]=payment_record&entity[]=payment_webhook_event") =>
  (await world.admin<any>("GET", `/admin/search?q=${encodeURIComponent(q)}&${more}`)).results as any[]

/** The ids that a search finds in our groups. */
const found = async (q: string) => {
  const results = await search(q)
  expect(results.map(({ entity }) => entity)).toEqual(["order", "payment_record", "payment_webhook_event"])
  return results.slice(1).flatMap(({ data }) => data.map(({ id }: any) => id))
}

it("finds a payment by the ids that people know it by, and by the beginning of the provider's", async () => {
  for (const id of [
    paid.paymentId,
    paid.paymentId.slice(0, -3),
    payment.id,
    payment.payment_session_id,
    paid.orderId,
    paid.cart.id,
  ]) {
    expect(await found(id)).toEqual([payment.id])
  }
  expect(await found(paid.paymentId.replace(/.$/, "%"))).toEqual([])
  expect(await found(`${paid.paymentId}0`)).toEqual([])
  expect(await found("")).toEqual([])
})

it("finds a payment by the number of its order, beside the order, and an event by its id", async () => {
  const { order } = await world.admin<any>("GET", `/admin/orders/${paid.orderId}?fields=id,display_id`)
  const [orders, payments] = await search(`#${order.display_id}`)
  expect(orders.data.map(({ id }: any) => id)).toContain(paid.orderId)
  expect(payments).toMatchObject({
    data: [{ id: payment.id, account: "stripe", provider_payment_id: paid.paymentId, order_display_id: order.display_id }],
    count: 1,
  })
  const [event] = payment.webhook_events
  for (const id of [event.id, event.event_id, event.event_id.slice(0, -2)]) expect(await found(id)).toContain(event.id)
})

it("answers where ours alone are asked for, says that there are more, and leaves core's search as it is", async () => {
  await paidOrder(world)
  const prefix = paid.paymentId.slice(0, 3)
  const [payments, ...none] = await search(prefix, "entity=payment_record&limit=1")
  expect(none).toEqual([])
  expect(payments).toMatchObject({ entity: "payment_record", count: 2, limit: 1 })
  expect(payments.data).toHaveLength(1)
  expect((await search(paid.cart.email!, "entity=order"))[0].data).toHaveLength(1)
  expect((await search(paid.cart.email!, "")).length).toBeGreaterThan(5)
  const refused = search("x", "entity=payment_record,unknown").catch(({ status, body }: HttpError) => ({ status, body }))
  expect(await refused).toMatchObject({ status: 404, body: { message: expect.stringContaining("unknown") } })
})

it("asks who searches for the admin's token, as core does", async () => {
  expect((await fetch(`${world.url}/admin/search?q=${paid.paymentId}&entity=payment_record`)).status).toBe(401)
})
