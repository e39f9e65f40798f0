import path from "node:path"
import { useStore } from "../../setup"
import { finishedEvent, notOrdered, outcomeOf, paidOnce } from "../support/look"

const OWN = "example-complete-cart"

const world = useStore({ options: { orders: { completeCartWorkflow: OWN } } })

/** The workflows that made the guest's orders, as each order's metadata has it. */
const completedBy = async (email: string) =>
  (await world.db.query(`SELECT metadata FROM "order" WHERE email = $1`, [email])).rows.map(
    ({ metadata }) => metadata.completed_by,
  )

it("completes a paid cart by the store's own workflow", async () => {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay", { delivery: { times: 2 } })

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "processed", reason: null, attempts: 1 })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await completedBy(ready.cart.email!)).toEqual([OWN])
})

it.each([
  ["answers-nothing", /workflow "answers-nothing" \(orders\.completeCartWorkflow\) answers no order's id/],
  ["answers-no-order", /answers "order_that_is_not", which is no order's id/],
])("%s: a fault of its own, retried until the workflow is mended", async (completeCartWorkflow, message) => {
  await world.exec(path.join(__dirname, "..", "support", "completions.ts"), null)
  await world.setOptions({ orders: { completeCartWorkflow } })
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")

  expect(await finishedEvent(world, event_id, "failed")).toMatchObject({
    reason: "cart_completion",
    last_error: expect.stringMatching(message),
  })
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)

  await world.setOptions({ orders: { completeCartWorkflow: OWN } })
  await world.step(60)
  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: null })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await completedBy(ready.cart.email!)).toEqual([OWN])
})
