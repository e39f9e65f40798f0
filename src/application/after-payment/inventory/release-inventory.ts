import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { loadOrderStock, type OrderStock } from "../../../medusa/rows/order-stock"
import { releaseReservations } from "../../../medusa/rows/reservations"
import type { PaymentRecord } from "../../../services/store/entities"
import { loadOrderSums } from "../../ground/load-order-sums"
import { orderAfterEnd } from "../../ground/order-life"
import { paymentNotificationService } from "../../ground/module"
import type { AfterPaymentInput } from "../after-payment-input"
import { withOrder } from "../with-order"

/**
 * The order is unpaid, so others may buy the stock that it holds. Carts reserve nothing, so without an order there is nothing to
 * release.
 */
export const releaseInventoryStep = createStep(
  "payment-notification-release-inventory",
  async ({ fact, order_id: orderId, payment_record_id }: AfterPaymentInput, { container }) => {
    const { inventory } = paymentNotificationService(container).options.afterPayment
    if (!orderId || !(inventory?.releaseOn as readonly string[] | undefined)?.includes(fact)) return new StepResponse(void 0)
    await withOrder(container, orderId, () => release(container, orderId, payment_record_id))
    return new StepResponse(void 0)
  },
)

async function release(container: MedusaContainer, orderId: string, recordId: string): Promise<void> {
  const record = await paymentNotificationService(container).payments.findRecord(recordId)
  const order = await loadOrderStock(container, orderId)
  if (!record || !order || order.status === "canceled" || !isUnpaid(order, record)) return
  const sums = await loadOrderSums(container, orderId)
  const ended = { id: record.payment_session_id, amount: BigInt(record.amount) }
  if (!sums || orderAfterEnd(ended, sums).state === "asked") return
  await releaseReservations(
    container,
    order.items.map(({ id }) => id),
  )
}

const GIVEN_UP: readonly string[] = ["failed", "expired", "canceled"]

/** This payment has not come back meanwhile, and no other payment holds or has money for the order. Nor may one be asked for. */
function isUnpaid({ payment_collections }: OrderStock, { state, captured_amount, payment_id }: PaymentRecord): boolean {
  if (!GIVEN_UP.includes(state) || BigInt(captured_amount) > 0n) return false
  const payments = (payment_collections ?? []).flatMap((collection) => collection?.payments ?? [])
  return payments.every(({ id, canceled_at, captures }) => !captures?.length && (id === payment_id || Boolean(canceled_at)))
}
