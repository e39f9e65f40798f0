import type { ReadyCart } from "../../../scripts/lib/shop"
import { demoData } from "../../../examples/store/src/demo-data"
import { useSharedStore } from "../../setup"
import { attentionOf, afterPaymentDone, forgetAfterPayment, reportAndAwait } from "../support/after-payment"
import { outcomeOf, paidOnce } from "../support/look"

const manual = { sessionData: { capture_mode: "manual" } }

const releaseOn = ["payment.failed" as const, "payment.expired" as const, "payment.canceled" as const]

const world = useSharedStore({ options: { afterPayment: { inventory: { releaseOn } } } })

/** Units of the demo product in stock, and the number of reserved ones. */
const stock = async (): Promise<{ stocked: number; reserved: number }> =>
  (
    await world.db.query(
      `SELECT level.stocked_quantity::float AS stocked, level.reserved_quantity::float AS reserved
         FROM inventory_level level JOIN inventory_item item ON item.id = level.inventory_item_id
        WHERE item.sku = $1 AND level.deleted_at IS NULL`,
      [demoData.product.sku],
    )
  ).rows[0]

/** The reservations of a guest's order. */
const reservations = async ({ cart }: ReadyCart): Promise<number[]> =>
  (
    await world.db.query(
      `SELECT held.quantity::float AS quantity FROM reservation_item held
         JOIN order_item line ON line.item_id = held.line_item_id JOIN "order" o ON o.id = line.order_id
        WHERE o.email = $1 AND held.deleted_at IS NULL`,
      [cart.email],
    )
  ).rows.map(({ quantity }) => quantity)

const setStock = async (stocked_quantity: number) => {
  const { inventory_items } = await world.admin<{ inventory_items: any[] }>(
    "GET",
    `/admin/inventory-items?sku=${demoData.product.sku}&fields=id,location_levels.location_id`,
  )
  const { id, location_levels } = inventory_items[0]
  await world.admin("POST", `/admin/inventory-items/${id}/location-levels/${location_levels[0].location_id}`, {
    stocked_quantity,
  })
}

/** An authorized order that holds `quantity` of the product. */
const ordered = async (quantity: number) => {
  const before = await stock()
  const ready = await world.shop.checkout({ ...manual, quantity })
  // A minute ago: of two reports of one second, the failure would count as the earlier one.
  await reportAndAwait(world, ready, "authorize", { occurred_at: new Date(Date.now() - 60_000).toISOString() })
  expect(await reservations(ready)).toEqual([quantity])
  expect(await stock()).toEqual({ ...before, reserved: before.reserved + quantity })
  return { ready, before }
}

it.each(["expire", "cancel", "fail"] as const)(
  "releases an order's stock once when its payment is given up (%s)",
  async (verb) => {
    const { ready, before } = await ordered(2)
    await reportAndAwait(world, ready, verb)
    expect(await reservations(ready)).toEqual([])

    await forgetAfterPayment(world, ready.session.id)
    await afterPaymentDone(world, ready.session.id)
    expect(await reservations(ready)).toEqual([])
    expect(await stock()).toEqual(before)
  },
)

it("releases nothing for a cart: nothing is reserved for it", async () => {
  const before = await stock()
  const ready = await world.shop.checkout(manual)
  await reportAndAwait(world, ready, "expire")

  expect(await stock()).toEqual(before)
})

it("reserves the ordered stock again, once, when the money is captured after all", async () => {
  const { ready, before } = await ordered(3)
  await reportAndAwait(world, ready, "fail")
  expect(await stock()).toEqual(before)

  await reportAndAwait(world, ready, "capture")
  expect(await reservations(ready)).toEqual([3])
  await forgetAfterPayment(world, ready.session.id)
  await afterPaymentDone(world, ready.session.id)

  expect(await reservations(ready)).toEqual([3])
  expect(await stock()).toEqual({ ...before, reserved: before.reserved + 3 })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce(75))
})

it("leaves the stock of ordinary and of fulfilled orders alone", async () => {
  const before = await stock()
  const ready = await world.shop.checkout({ quantity: 2 })
  await reportAndAwait(world, ready, "pay")
  expect(await reservations(ready)).toEqual([2])
  expect(await stock()).toEqual({ ...before, reserved: before.reserved + 2 })

  const { order_id } = await world.shop.paymentStatus(ready.cart.id)
  const { order } = await world.admin<{ order: any }>("GET", `/admin/orders/${order_id}?fields=id,items.id`)
  await world.admin("POST", `/admin/orders/${order_id}/fulfillments`, { items: [{ id: order.items[0].id, quantity: 2 }] })
  await forgetAfterPayment(world, ready.session.id)
  await afterPaymentDone(world, ready.session.id)

  expect(await reservations(ready)).toEqual([])
  expect(await stock()).toEqual({ ...before, stocked: before.stocked - 2 })
  await setStock(before.stocked)
})

it("opens an item for a paid order whose products are sold out", async () => {
  const { ready, before } = await ordered(2)
  await reportAndAwait(world, ready, "fail")
  await setStock(before.reserved + 1)
  const transitions = await reportAndAwait(world, ready, "capture")
  await setStock(before.stocked)

  expect(transitions.at(-1)).toMatchObject({
    fact: "payment.captured",
    after_payment_done_at: expect.any(Date),
    after_payment_attempts: 1,
  })
  expect(await reservations(ready)).toEqual([])
  expect(await stock()).toEqual(before)
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce(50))
  const { order_id, order_display_id } = await world.shop.paymentStatus(ready.cart.id)
  expect(await attentionOf(world, "out_of_stock")).toMatchObject([
    {
      subject_key: order_id,
      order_id,
      amount: "5000",
      currency_code: "eur",
      detail: expect.stringContaining(`Order #${order_display_id} is paid, but no longer in stock: 2 × Demo Mug`),
    },
  ])
})

it("keeps an order's reservations after a failed attempt by default", async () => {
  await world.setOptions({ afterPayment: { inventory: {} } })
  const { ready } = await ordered(1)
  await reportAndAwait(world, ready, "fail")
  expect(await reservations(ready)).toEqual([1])

  await reportAndAwait(world, ready, "expire")
  expect(await reservations(ready)).toEqual([])
})
