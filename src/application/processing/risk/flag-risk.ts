import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentFact } from "../../../services/domain/facts"
import type { RiskSignal } from "../../../services/domain/risk"
import { raiseAttention } from "../../attention/raise/raise-attention"
import type { PaymentContext } from "../../ground/payment-context"
import type { FactContext } from "../fact-context"

/** Puts up for attention each rule that a payment has matched: once per payment and rule. */
export async function flagRisk(
  container: MedusaContainer,
  { event, account, fact }: FactContext<PaymentFact>,
  { session, cartId, expected }: PaymentContext,
  orderId: string | null,
  signals: readonly RiskSignal[],
): Promise<void> {
  for (const { rule, reason } of signals) {
    await raiseAttention(container, {
      kind: "risk",
      subject_key: `${session.id}:${rule}`,
      account: account.id,
      webhook_event_id: event.id,
      payment_session_id: session.id,
      provider_payment_id: fact.providerPaymentId ?? null,
      cart_id: cartId,
      order_id: orderId,
      amount: expected.amount.toString(),
      currency_code: expected.currency.toLowerCase(),
      detail: reason,
      data: { rule, action: "flag" },
    })
  }
}
