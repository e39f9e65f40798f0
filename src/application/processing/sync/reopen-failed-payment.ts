import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../ground/module"
import { awaitPaymentWorkflow } from "../../../medusa/await-payment"

/**
 * A failed attempt closes the payment session for core, which then refuses to complete the cart. But the buyer may have paid with
 * another card meanwhile, and the browser may be faster than the provider's next webhook. So a session that merely failed is
 * opened again before the cart is completed; core itself asks the provider whether it is paid now.
 */
export async function reopenFailedPayment(container: MedusaContainer, cartId: string): Promise<void> {
  const record = await paymentNotificationService(container).payments.findLatest({ cart_id: cartId })
  if (record?.state !== "failed" || record.order_id) return
  await awaitPaymentWorkflow(container).run({ input: { session_id: record.payment_session_id, status: "pending" } })
}
