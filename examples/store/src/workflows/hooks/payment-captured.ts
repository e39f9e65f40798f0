import { Modules } from "@medusajs/framework/utils"
import { paymentCapturedWorkflow } from "medusa-payment-notifications/workflows"

/** Benchmarks measure the plugin, without this store's own work. */
const isOn = process.env.EXAMPLE_HOOKS !== "off"

/**
 * The store's own step after a capture: the order's metadata shows the paid amounts in the dashboard. It may run again, so each
 * amount is stored under the transition's `id`. Medusa merges metadata at its top level: other keys stay.
 */
if (isOn) {
  paymentCapturedWorkflow.hooks.paymentCaptured(async ({ id, order_id, amount, currency_code }, { container }) => {
    if (!order_id) return
    const orders = container.resolve(Modules.ORDER)
    const { metadata } = await orders.retrieveOrder(order_id, { select: ["id", "metadata"] })
    const captures = { ...(metadata?.captures as object | undefined), [id]: `${amount} ${currency_code}` }
    await orders.updateOrders(order_id, { metadata: { captures } })
  })
}
