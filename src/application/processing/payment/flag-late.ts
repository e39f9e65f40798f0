import type { MedusaContainer } from "@medusajs/framework/types"
import { LATE_PAYMENT } from "../../../services/domain/attention-kinds"
import type { PaymentFact } from "../../../services/domain/facts"
import { isMoney } from "../../../services/domain/states"
import { raiseAttention } from "../../attention/raise/raise-attention"
import { findCartAndOrder } from "../../ground/cart-and-order"
import type { PaymentContext } from "../../ground/payment-context"
import type { FactContext } from "../fact-context"
import { whyNotPayable } from "./guard-payable"

/**
 * Puts money before a person whose order was canceled while the money was being recorded: core cancels without a lock, and gave back
 * what it saw. The money stands on the order by now, so that there is nothing to accept. Answers whether it is so.
 */
export async function flagLate(
  container: MedusaContainer,
  { account, fact }: FactContext<PaymentFact>,
  { session, cartId, orderId, notPayable, expected }: PaymentContext,
  amount: bigint,
): Promise<boolean> {
  // An order that was made just now is nobody's to cancel yet.
  if (!isMoney(fact.state) || !orderId || notPayable) return false
  const meanwhile = (await findCartAndOrder(container, session.collectionId)).notPayable
  if (!meanwhile) return false
  await raiseAttention(container, {
    kind: LATE_PAYMENT,
    subject_key: `${session.id}:meanwhile`,
    account: account.id,
    payment_session_id: session.id,
    provider_payment_id: fact.providerPaymentId ?? null,
    cart_id: cartId,
    order_id: orderId,
    amount: amount.toString(),
    currency_code: expected.currency.toLowerCase(),
    detail:
      `${whyNotPayable(orderId, meanwhile)}, which came while its payment was being recorded as ${fact.state}: ` +
      `give back at the provider what is left of it, or keep it, then dismiss this`,
    data: { action: "flag" },
  })
  return true
}
