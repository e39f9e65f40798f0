import { useSharedStore } from "../../setup"

const world = useSharedStore()

it("places an order when the buyer has paid and the storefront completes the cart", async () => {
  const { shop, gateway } = world
  const { cart, paymentId } = await shop.checkout()
  expect(cart.total).toBe(25)
  await gateway.client.change(paymentId, "pay", { delivery: { times: 0 } })

  const completion = await shop.complete(cart.id)

  expect(completion).toMatchObject({ type: "order", order: { total: 25, currency_code: "eur" } })
  expect(await gateway.client.moneyCalls(paymentId)).toEqual([])
})

it("keeps the cart when the buyer has not paid", async () => {
  const { shop } = world
  const { cart } = await shop.checkout()

  await expect(shop.complete(cart.id)).rejects.toMatchObject({ status: 400, body: { type: "not_allowed" } })
  expect(await shop.cart(cart.id)).toMatchObject({ completed_at: null })
})

it("sells in a currency without minor units", async () => {
  const { shop, gateway, facts } = world
  const { paymentId } = await shop.checkout({ regionId: facts.regionIds.jpy! })

  expect(await gateway.client.payment(paymentId)).toMatchObject({ amount: 4000, currency: "JPY", status: "pending" })
})
