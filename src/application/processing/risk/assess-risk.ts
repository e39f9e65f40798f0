import type { MedusaContainer } from "@medusajs/framework/types"
import { PaymentReviewError } from "../../../services/domain/errors"
import type { PaymentFact } from "../../../services/domain/facts"
import { riskSignals, type RiskRules, type RiskSignal } from "../../../services/domain/risk"
import { isMoney } from "../../../services/domain/states"
import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import { paymentNotificationService } from "../../ground/module"
import type { PaymentContext } from "../../ground/payment-context"
import type { FactContext } from "../fact-context"
import { fingerprintOf } from "./payment-method-use"

interface Assessed {
  readonly report: FactContext<PaymentFact>
  readonly record: PaymentRecord | null
  readonly context: PaymentContext
}

/**
 * Checks a payment whose money is reported for signs of fraud. Throws PaymentReviewError when a rule asks for a review, before
 * anything is done with the money. Answers the other rules that match, to be raised once there is an order.
 */
export async function assessRisk(
  container: MedusaContainer,
  payments: PaymentTransaction,
  assessed: Assessed,
): Promise<RiskSignal[]> {
  const { report, record } = assessed
  if (!isMoney(report.fact.state)) return []
  const { risk, options } = paymentNotificationService(container)
  const { risk: rules } = options
  const warnings = record ? await openWarnings(payments, record) : 0
  // Once the order is made, only its capture can still be quarantined, and only news is a reason to: earlier signs were judged
  // then.
  const isOrdered = isMoney(record?.state)
  const signals = isOrdered
    ? riskSignals(rules, { failures: 0, carts: 0, warnings, underReview: false })
    : riskSignals(rules, {
        ...(await count(container, rules, assessed)),
        warnings,
        underReview: Boolean(report.fact.underReview) && !(await risk.isReviewAccepted(report.sessionId)),
      })
  const reviewed = signals.filter(({ action }) => action === "review")
  if (reviewed.length) throw new PaymentReviewError("risk", reviewed.map(({ reason }) => reason).join("; "))
  // The warning itself is up for attention already.
  return isOrdered ? [] : signals
}

async function openWarnings(payments: PaymentTransaction, record: PaymentRecord): Promise<number> {
  // An inquiry that becomes a chargeback keeps its id: the reason for the quarantine has come true, and applies until the dispute
  // is won or closed.
  return (await payments.disputes(record.id)).filter(({ state }) => state !== "won" && state !== "closed").length
}

/** Counted back from the event's arrival, so that a replay a day later finds the same numbers. */
async function count(
  container: MedusaContainer,
  { repeatedFailures, sharedPaymentMethod }: RiskRules,
  { report: { event, account, fact }, context: { cartId } }: Assessed,
): Promise<{ failures: number; carts: number }> {
  const { risk } = paymentNotificationService(container)
  const fingerprint = fingerprintOf(fact)
  const failures =
    cartId && repeatedFailures ? await risk.failuresOf(cartId, repeatedFailures.withinMinutes, event.received_at) : 0
  const others =
    cartId && fingerprint && sharedPaymentMethod
      ? await risk.otherCartsOf(
          { account: account.id, fingerprint, cartId },
          sharedPaymentMethod.withinMinutes,
          event.received_at,
        )
      : 0
  return { failures, carts: others + 1 }
}
