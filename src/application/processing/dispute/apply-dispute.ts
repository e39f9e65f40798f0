import type { MedusaContainer } from "@medusajs/framework/types"
import { minorOf } from "../../../services/domain/compare"
import { lossOf } from "../../../services/domain/losses"
import { disputeDifferences, supersedingDispute } from "../../../services/domain/disputes"
import { AmountMismatchError, AwaitsPaymentError } from "../../../services/domain/errors"
import { factName, type DisputeFact } from "../../../services/domain/facts"
import { reviewOfCaptures } from "../../../services/domain/reviewed-facts"
import { isMoney } from "../../../services/domain/states"
import type { PaymentDispute, PaymentRecord } from "../../../services/store/entities"
import { withSpan } from "../../../services/telemetry/span"
import { syncDisputeWorkflow } from "../../../medusa/sync-dispute"
import type { Applied } from "../applied"
import { reviewComesFirst, reviewsOf } from "../await-review"
import { reportedAt, type FactContext } from "../fact-context"
import { reportInOrderSums, sumsOfRecord } from "../in-order-sums"
import { transitionOf } from "../transition-of"
import { attendToDispute } from "./attend-to-dispute"
import { disputedMoney, paymentMoney } from "./disputed-money"
import { awaitOtherPayment } from "../refund/await-other-payment"
import { paymentNotificationService } from "../../ground/module"
import { runExclusively } from "../../ground/run-exclusively"

/** The reported values of a dispute: its row without its identity. */
type DisputeValues = Omit<PaymentDispute, "id" | "payment_record_id" | "reminded_at" | "created_at" | "updated_at">

/**
 * Applies a report about a dispute: the order first, then the attention item, then the row with its transition, in one commit.
 */
export function applyDispute(container: MedusaContainer, reported: FactContext<DisputeFact>): Promise<Applied> {
  const { account, sessionId } = reported
  return runExclusively(container, sessionId, async (payments) => {
    const record = await payments.findBySession(sessionId)
    // Without a record nobody would see it beside the money's item: it comes before a person by itself, for its deadline.
    const reviews = record && record.state !== "captured" ? await reviewsOf(container, reported, record) : []
    const isDismissed = record !== null && !isMoney(record.state) && (await wasDismissed(container, reported))
    if (!record || !(reviews.length || isMoney(record.state) || isDismissed)) {
      throw new AwaitsPaymentError(
        `dispute ${reported.fact.providerDisputeId} is about a payment that is not known to be paid yet`,
      )
    }
    const report = await reportInOrderSums(container, reported, sumsOfRecord(record))
    const { fact } = report
    await awaitOtherPayment(payments, record, report)
    const mismatches = disputeDifferences(fact, record.currency_code, account)
    if (mismatches.length) throw new AmountMismatchError(mismatches.join("; "))
    const known = (await payments.disputes(record.id)).find(({ provider_dispute_id: id }) => id === fact.providerDisputeId)
    const latest = { state: fact.state, at: reportedAt(report) }
    if (supersedingDispute(known && { state: known.state, at: known.occurred_at }, latest) !== latest) {
      return { outcome: "stale", record }
    }
    const next = valuesOf(report, record, known)
    // The same report once more, at a later time. The time is saved, because it decides between ends that contradict each other.
    if (known && !changes(next, known)) {
      await payments.saveDispute(record.id, known, next)
      return { outcome: "stale", record }
    }
    if (reviews.length) {
      // The deadline for an answer does not wait.
      await attendToDispute(container, report, record, next)
      throw reviewComesFirst(report, reviews)
    }
    const { order_id } = record
    // The order has none of the money that a person has dismissed.
    if (order_id && !isDismissed) {
      const about = { account: report.event.account, fact: factName(report.fact) }
      const loss = lossOf(disputedMoney(next), paymentMoney(record, await payments.refunds(record.id)))
      await withSpan("sync", about, () => syncOrder(container, order_id, next, loss))
    }
    await attendToDispute(container, report, record, next)
    const dispute = await payments.saveDispute(record.id, known, next)
    const written = await payments.recordTransition(
      record,
      record,
      transitionOf(report, {
        subject: "dispute",
        subject_id: dispute.id,
        from_state: known?.state ?? fact.state,
        to_state: fact.state,
        amount: next.amount,
        currency_code: next.currency_code,
        reason_code: next.reason_code,
      }),
    )
    return { outcome: "moved", ...written }
  })
}

async function wasDismissed(container: MedusaContainer, { event, fact, sessionId }: FactContext<DisputeFact>): Promise<boolean> {
  const { attention } = paymentNotificationService(container)
  const cases = await attention.aboutPayment(sessionId, event.account, fact.providerPaymentId ?? null)
  return reviewOfCaptures(fact, cases) === "decided"
}

/** Values that a report omits come from an earlier report or from the payment: a dispute without an amount contests all of it. */
function valuesOf(report: FactContext<DisputeFact>, record: PaymentRecord, known: PaymentDispute | undefined): DisputeValues {
  const { fact } = report
  const reported = fact.amount && minorOf(fact.amount, record.currency_code)
  const lost = fact.lostAmount && minorOf(fact.lostAmount, record.currency_code)
  const whole = record.captured_amount === "0" ? record.amount : record.captured_amount
  return {
    provider_dispute_id: fact.providerDisputeId,
    state: fact.state,
    amount: reported?.toString() ?? known?.amount ?? whole,
    currency_code: record.currency_code,
    reason_code: fact.reasonCode ?? known?.reason_code ?? null,
    evidence_due_by: fact.evidenceDueBy ?? known?.evidence_due_by ?? null,
    opened_at: fact.openedAt ?? known?.opened_at ?? null,
    lost_amount: lost?.toString() ?? null,
    settled_by_refund: fact.settledByRefund ?? known?.settled_by_refund ?? false,
    occurred_at: reportedAt(report),
  }
}

async function syncOrder(container: MedusaContainer, orderId: string, dispute: DisputeValues, loss: bigint): Promise<void> {
  const { provider_dispute_id: dispute_id, state, amount, currency_code, reason_code, evidence_due_by } = dispute
  const about = { state, amount, currency_code, reason_code, evidence_due_by: evidence_due_by?.toISOString() ?? null }
  await syncDisputeWorkflow(container).run({ input: { order_id: orderId, dispute_id, loss: loss.toString(), ...about } })
}

const changes = (next: DisputeValues, known: PaymentDispute): boolean =>
  next.state !== known.state ||
  next.amount !== known.amount ||
  next.lost_amount !== known.lost_amount ||
  next.settled_by_refund !== known.settled_by_refund ||
  next.reason_code !== known.reason_code ||
  next.evidence_due_by?.getTime() !== known.evidence_due_by?.getTime()
