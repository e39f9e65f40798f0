import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { loadOrderStock, missingReservations, type MissingReservation } from "../../../medusa/rows/order-stock"
import { reserveStock } from "../../../medusa/rows/reservations"
import { aboutPayment } from "../../attention/raise/about-payment"
import { raiseAttention } from "../../attention/raise/raise-attention"
import { paymentNotificationService } from "../../ground/module"
import type { AfterPaymentInput } from "../after-payment-input"
import { withOrder } from "../with-order"

/**
 * Money came after all: the stock that the order lacks is reserved again, item by item. A person decides about items that are
 * sold out.
 */
export const reserveInventoryAgainStep = createStep(
  "payment-notification-reserve-inventory-again",
  async (captured: AfterPaymentInput, { container }) => {
    const { inventory } = paymentNotificationService(container).options.afterPayment
    if (inventory?.recheckOnCapture && captured.order_id) {
      await withOrder(container, captured.order_id, () => reserve(container, captured.order_id!, captured))
    }
    return new StepResponse(void 0)
  },
)

async function reserve(container: MedusaContainer, orderId: string, captured: AfterPaymentInput): Promise<void> {
  const order = await loadOrderStock(container, orderId)
  if (!order || order.status === "canceled") return
  const lacking: MissingReservation[] = []
  for (const missing of await missingReservations(container, order)) {
    if (!(await reserveStock(container, missing))) lacking.push(missing)
  }
  if (!lacking.length) return
  const items = lacking.map(({ quantity, title }) => `${quantity.toString()} × ${title}`).join(", ")
  await raiseAttention(container, {
    kind: "out_of_stock",
    subject_key: orderId,
    detail: `Order #${order.display_id} is paid, but no longer in stock: ${items}`,
    ...aboutPayment(captured.payment_record),
    order_id: orderId,
    amount: captured.amount,
    currency_code: captured.currency_code,
  })
}
