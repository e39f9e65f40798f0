import type { Fact, PaymentFact, RefundFact } from "../../domain/facts"
import { paidAmount, squareAmount } from "./amount"
import type { SquarePayment } from "./event"
import { referencesOf } from "./references"
import { PAYMENT_STATUS } from "./states"

/** The facts of a payment in its current state, or undefined for an unknown status. */
export function paymentFacts(payment: SquarePayment): readonly Fact[] | undefined {
  const state = PAYMENT_STATUS.get(payment.status ?? "")
  if (!state) return undefined
  const total = payment.total_money ?? payment.amount_money
  // A sum that is there and cannot be read may be the one that says "in part": money without an amount is quarantined.
  const amount = total && !payment.has_unreadable_money ? paidAmount(total, payment.approved_money) : undefined
  const reasonCode = state === "failed" || state === "canceled" ? errorCode(payment) : undefined
  const fingerprint = payment.card_details?.card?.fingerprint
  const { sessionId, merchantReference } = referencesOf(payment)
  const fact: PaymentFact = {
    subject: "payment",
    state: state === "canceled" && ranOut(payment) ? "expired" : state,
    providerPaymentId: payment.id,
    ...(sessionId && { sessionId }),
    ...(merchantReference && { merchantReference }),
    ...(amount && { amount }),
    ...(reasonCode && { reasonCode }),
    ...(fingerprint && { paymentMethodFingerprint: fingerprint }),
  }
  // The payment comes last: an event's outcome is that of its last fact, and only payments change orders.
  return [...refundedSoFar(payment), fact]
}

/**
 * Every refund updates its payment, too. The sum means that money is on its way back, not that it arrived: `refund.updated`
 * reports that of each refund.
 */
function refundedSoFar(payment: SquarePayment): RefundFact[] {
  const refundedTotal = payment.refunded_money?.amount ? squareAmount(payment.refunded_money) : undefined
  if (!refundedTotal) return []
  return [{ subject: "refund", state: "pending", providerPaymentId: payment.id, ...referencesOf(payment), refundedTotal }]
}

/**
 * Square voids an authorization by itself at `delayed_until`. A payment voided earlier was canceled by somebody. Where the times
 * are missing, it is canceled too, because that is Square's word for it.
 */
function ranOut({ delay_action, delayed_until, card_details }: SquarePayment): boolean {
  const voidedAt = card_details?.card_payment_timeline?.voided_at
  if (delay_action !== "CANCEL" || !delayed_until || !voidedAt) return false
  return Date.parse(voidedAt) >= Date.parse(delayed_until)
}

/** The first error code of the source that was paid with. */
function errorCode(payment: SquarePayment): string | undefined {
  const sources = [
    payment.card_details,
    payment.bank_account_details,
    payment.wallet_details,
    payment.buy_now_pay_later_details,
    payment.square_account_details,
  ]
  return sources.flatMap((details) => details?.errors ?? []).find(({ code }) => code)?.code
}
