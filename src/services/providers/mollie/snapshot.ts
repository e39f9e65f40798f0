import type { DisputeFact, Fact, PaymentFact, RefundFact } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { mollieAmount } from "./amount"
import type { MolliePayment, MollieRefund } from "./entities"
import { chargebackFact, paymentFact, refundFact } from "./entity-facts"
import { PAYMENT_STATES } from "./reports"

const TIMES: Record<string, "createdAt" | "authorizedAt" | "paidAt" | "failedAt" | "canceledAt" | "expiredAt"> = {
  open: "createdAt",
  authorized: "authorizedAt",
  paid: "paidAt",
  failed: "failedAt",
  canceled: "canceledAt",
  expired: "expiredAt",
}

/** The time at which the payment took its status, where Mollie gives it. */
export function timeOf(payment: MolliePayment): Date | undefined {
  const field = Object.hasOwn(TIMES, payment.status) ? TIMES[payment.status] : undefined
  const time = field && payment[field]
  return time ? new Date(time) : undefined
}

const REFUND_STATES: ReadonlyMap<string, RefundFact["state"]> = new Map<string, RefundFact["state"]>([
  ["queued", "pending"],
  ["pending", "pending"],
  ["processing", "pending"],
  ["refunded", "succeeded"],
  ["failed", "failed"],
  ["canceled", "failed"],
])

/**
 * All facts of a payment that Mollie was asked for: its state, and each of its refunds and chargebacks. Undefined where the
 * payment's own status is not known.
 */
export function snapshotFacts(payment: MolliePayment): readonly Fact[] | undefined {
  const state = PAYMENT_STATES.get(payment.status)
  return state && [currentFact(payment, state), ...refundsOf(payment), ...chargebacksOf(payment)]
}

/** The payment's refunds of which no fact can be made. */
export const unknownRefunds = (payment: MolliePayment): readonly MollieRefund[] =>
  (payment._embedded?.refunds ?? []).filter(({ status }) => !REFUND_STATES.has(status))

function currentFact(payment: MolliePayment, state: PaymentState): PaymentFact {
  const occurredAt = timeOf(payment)
  return { ...paymentFact(payment, state), ...(occurredAt && { occurredAt }) }
}

function refundsOf(payment: MolliePayment): RefundFact[] {
  const refunds = payment._embedded?.refunds
  const total = payment.amountRefunded && mollieAmount(payment.amountRefunded)
  if (!refunds) {
    // Only the sum is reported, and it includes refunds still on their way: it does not say that they arrived.
    const some = total && "minor" in total && total.minor > 0n
    return some ? [{ subject: "refund", state: "pending", ...identityOf(payment), refundedTotal: total }] : []
  }
  const done = refunds.filter(({ status }) => status === "refunded").map((refund) => mollieAmount(refund.amount))
  const sum = done.reduce((sum, amount) => sum + (amount && "minor" in amount ? amount.minor : 0n), 0n)
  // Mollie's sum counts refunds that are still on their way. It is the sum of the refunded ones only where the two agree.
  const refundedTotal = total && "minor" in total && total.minor === sum ? total : undefined
  return refunds.flatMap((refund) => {
    const state = REFUND_STATES.get(refund.status)
    if (!state) return []
    const reasonCode = refund.status === "canceled" ? "canceled" : undefined
    const fact = { ...refundFact(refund, state, reasonCode), ...identityOf(payment) }
    return [state === "succeeded" && refundedTotal ? { ...fact, refundedTotal } : fact]
  })
}

const chargebacksOf = (payment: MolliePayment): DisputeFact[] =>
  (payment._embedded?.chargebacks ?? []).map((chargeback) => {
    const time = chargeback.reversedAt ?? chargeback.createdAt
    return {
      ...chargebackFact(chargeback, chargeback.reversedAt ? "won" : "lost"),
      ...identityOf(payment),
      ...(time && { occurredAt: new Date(time) }),
    }
  })

/** The fields that tie refunds and chargebacks to the payment they were read with. */
function identityOf(payment: MolliePayment) {
  const { sessionId, merchantReference, providerPaymentId, mode } = paymentFact(payment, "pending")
  return {
    providerPaymentId,
    ...(sessionId && { sessionId }),
    ...(merchantReference && { merchantReference }),
    ...(mode && { mode }),
  }
}
