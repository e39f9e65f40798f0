import path from "node:path"
import { poll, useStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent, outcomeOf, paidOnce } from "../support/look"
import { buy, type PaidOrder } from "../support/order-money"

const world = useStore({ options: { reconciliation: { scheduleMinutes: [0.02, 0.1], callsPerMinute: 600 } } })

const drifts = async ({ session }: PaidOrder) =>
  (await attentionOf(world).list(`kind=drift&payment_session_id=${session.id}`)).attention

it("finds a capture that Medusa wrote down and never asked the provider for, since its process died", async () => {
  const whole = await buy(world, { captured: false })
  const broken = await buy(world, { captured: false })
  await world.exec(path.join(__dirname, "..", "support", "hang-captures.ts"), {})
  const asked = world.admin("POST", `/admin/payments/${broken.medusaPaymentId}/capture`, {}).catch(() => "cut off")
  await poll("the capture's row", async () => {
    const { rows } = await world.db.query(`SELECT id FROM capture WHERE payment_id = $1`, [broken.medusaPaymentId])
    return rows.length === 1
  })
  await world.restart({ signal: "SIGKILL" })
  expect(await asked).toBe("cut off")
  expect(await world.gateway.client.moneyCalls(broken.paymentId)).toEqual([])

  const item = await poll("the item", async () => {
    await world.job("reconcile")
    return (await drifts(broken))[0]
  })
  expect(item).toMatchObject({
    state: "open",
    order_id: broken.orderId,
    detail: "the order counts 25.00 EUR as captured, the provider has captured 0.00 EUR: capture it at the provider",
  })

  const { event_id } = await world.gateway.client.change(broken.paymentId, "capture")
  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, broken)).toMatchObject(paidOnce())
  expect(await drifts(whole)).toEqual([])
})
