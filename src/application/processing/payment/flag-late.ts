import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentFact } from "../../../services/domain/facts"
import { isMoney } from "../../../services/domain/states"
import { raiseKept } from "../../attention/raise/raise-kept"
import { findNotPayable } from "../../ground/cart-and-order"
import type { PaymentContext } from "../../ground/payment-context"
import type { FactContext } from "../fact-context"

/** Looks whether the order was canceled while its money was being recorded; answers so, and puts the money before a person then. */
export async function flagLate(
  container: MedusaContainer,
  { account, fact }: FactContext<PaymentFact>,
  { session, cartId, orderId, notPayable, expected }: PaymentContext,
  amount: bigint,
): Promise<boolean> {
  // An order that was made just now is nobody's to cancel yet.
  if (!isMoney(fact.state) || !orderId || notPayable) return false
  if (!(await findNotPayable(container, orderId))) return false
  await raiseKept(container, {
    ...{ account: account.id, sessionId: session.id, providerPaymentId: fact.providerPaymentId ?? null },
    ...{ cartId, orderId, amount, currency: expected.currency },
  })
  return true
}
