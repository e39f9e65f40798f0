import type { MedusaContainer } from "@medusajs/framework/types"
import { minorOf, scopeDifferences } from "../../../services/domain/compare"
import { AmountMismatchError, AwaitsPaymentError } from "../../../services/domain/errors"
import { factName, type RefundFact } from "../../../services/domain/facts"
import { larger, smaller } from "../../../services/domain/money"
import { refundedTotal, supersedingRefund } from "../../../services/domain/refunds"
import { refundsRemainder } from "../../../services/domain/uncaptured-remainder"
import type { PaymentRecord, PaymentRefund } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import { CORE_REFUND_SECONDS } from "../../../services/queue/times"
import { withSpan } from "../../../services/telemetry/span"
import { loadPaymentContext } from "../../ground/payment-context"
import type { Applied } from "../applied"
import { reviewComesFirst, reviewsOf } from "../await-review"
import { reportedAt, type FactContext } from "../fact-context"
import { reportInOrderSums, sumsOfRecord } from "../in-order-sums"
import { transitionOf } from "../transition-of"
import { adoptDismissed } from "./adopt-dismissed"
import { awaitOtherPayment } from "./await-other-payment"
import { paymentMoney } from "../dispute/disputed-money"
import { recordLosses } from "../dispute/record-losses"
import { capturedPayment } from "../payment/captured-payment"
import { syncRefunds } from "../sync/sync-refunds"
import { runExclusively } from "../../ground/run-exclusively"

/** A payment with its refunds after a report. */
interface Refunded {
  readonly known: PaymentRefund | undefined
  /** The provider's id of the refund. Where it reports none, the event's id takes its place. */
  readonly refundId: string | undefined
  readonly state: PaymentRefund["state"]
  readonly at: Date | null
  /** Integer minor units of this one refund. */
  readonly amount: bigint
  readonly reportedTotal: bigint
  readonly total: bigint
}

/**
 * Applies a report about a refund. Medusa's rows follow the sum that the provider has refunded, and only upwards: a refund that
 * Medusa started itself is recorded before it is reported, so it adds nothing. When core has had its time, the order's record of it is
 * looked at and finished (`finish-refunds.ts`). A failed refund is reversed and put up for review.
 * Of money that a person has dismissed, as much is refunded as is recorded all the same. The provider is never asked to refund
 * anything here.
 */
export function applyRefund(container: MedusaContainer, reported: FactContext<RefundFact>): Promise<Applied> {
  return runExclusively(container, reported.sessionId, async (payments) =>
    applyTo(container, payments, reported, await findCaptured(container, payments, reported)),
  )
}

async function findCaptured(
  container: MedusaContainer,
  payments: PaymentTransaction,
  reported: FactContext<RefundFact>,
): Promise<PaymentRecord> {
  const record = await payments.findBySession(reported.sessionId)
  if (record && record.captured_amount !== "0") return record
  const reviews = await reviewsOf(container, reported, record)
  if (reviews.length) throw reviewComesFirst(reported, reviews)
  const adopted = await adoptDismissed(container, payments, reported, record)
  if (!adopted) throw new AwaitsPaymentError("a refund of a payment whose capture has not been reported yet")
  return adopted
}

async function applyTo(
  container: MedusaContainer,
  payments: PaymentTransaction,
  reported: FactContext<RefundFact>,
  record: PaymentRecord,
): Promise<Applied> {
  const { event, account, sessionId } = reported
  const captured = BigInt(record.captured_amount)
  const refunds = await payments.refunds(record.id)
  const known = refunds.find(({ provider_refund_id: id }) => id === reported.fact.providerRefundId)
  const report = await reportInOrderSums(container, reported, sumsOfRecord(record), known && BigInt(known.amount))
  const { fact } = report
  await awaitOtherPayment(payments, record, report)
  const { expected } = await loadPaymentContext(container, sessionId)
  const mismatches = scopeDifferences(fact, expected, account)
  if (mismatches.length) throw new AmountMismatchError(mismatches.join("; "))
  // A report about a refund that is recorded already is about a real one.
  if (!known && refundsRemainder(capturedPayment(record), fact)) return { outcome: "stale", record }
  const all = addUp(report, record, refunds)
  if (all.total > captured) {
    const reviews = await reviewsOf(container, report, record)
    if (reviews.length) throw reviewComesFirst(report, reviews)
    const adopted = await adoptDismissed(container, payments, reported, record)
    if (!adopted) throw new AwaitsPaymentError(`more is refunded than was captured: another capture is missing`)
    if (adopted !== record) return applyTo(container, payments, reported, adopted)
  }
  // The rest is of dismissed money.
  const refunded = { ...all, total: smaller(all.total, captured) }

  await payments.dueRefunds(record.id, CORE_REFUND_SECONDS)
  if (!isNews(refunded, record)) {
    await saveRefund(payments, record, report, refunded)
    return { outcome: "stale", record }
  }
  await withSpan("sync", { account: event.account, fact: factName(fact) }, () =>
    syncRefunds(container, record, {
      total: refunded.total,
      failed: refunded.state === "failed" ? { refundId: refunded.refundId ?? event.event_id, amount: refunded.amount } : null,
      reason: fact.reasonCode ?? null,
      // Not the event's id: two events may report the same, and after another transition the same event has something else to
      // add.
      key: [record.id, record.version, refunded.total, refunded.refundId ?? "total"].join(":"),
    }),
  )
  const others = refunds.filter((refund) => refund !== refunded.known)
  await recordLosses(container, record, await payments.disputes(record.id), {
    captured,
    refunded: refunded.total,
    refunds: [...paymentMoney(record, others).refunds, refunded],
  })
  return writeTransition(payments, { record, report, refunded })
}

function addUp(report: FactContext<RefundFact>, record: PaymentRecord, refunds: readonly PaymentRefund[]): Refunded {
  const { event, fact } = report
  const currency = record.currency_code
  const amount = fact.amount && minorOf(fact.amount, currency)
  const reported = fact.refundedTotal && minorOf(fact.refundedTotal, currency)
  if (amount === undefined && reported === undefined)
    throw new AmountMismatchError("a refund without an amount or a total that can be read")
  // Without a refund id and a sum, only the event itself shows a repeat.
  const refundId = fact.providerRefundId ?? (reported === undefined ? `event:${event.event_id}` : undefined)
  const known = refunds.find(({ provider_refund_id }) => provider_refund_id === refundId)
  const latest = supersedingRefund(known && { state: known.state, at: known.occurred_at }, {
    state: fact.state,
    at: reportedAt(report),
  })
  const formerTotal = BigInt(record.reported_refunded_total)
  // Some providers' sums include pending refunds already; such a refund counts when it has arrived.
  const reportedTotal = reported !== undefined && fact.state !== "pending" ? larger(reported, formerTotal) : formerTotal
  const own = amount ?? (known ? BigInt(known.amount) : reportedTotal - BigInt(record.refunded_amount))
  const others = refunds
    .filter((refund) => refund !== known)
    .map((refund) => ({ state: refund.state, amount: BigInt(refund.amount) }))
  const all = refundId === undefined ? others : [...others, { state: latest.state, amount: own }]
  return { known, refundId, ...latest, amount: own, reportedTotal, total: refundedTotal(all, reportedTotal) }
}

/** A success is news when the sum has grown: a provider may report one refund by its sum and again by its id. */
function isNews({ known, refundId, state, total }: Refunded, record: PaymentRecord): boolean {
  if (total !== BigInt(record.refunded_amount)) return true
  // A pending sum names no refund that could be saved: nothing would show its repetition, and it adds nothing yet.
  if (state === "pending" && refundId === undefined) return false
  return state !== "succeeded" && known?.state !== state
}

async function saveRefund(
  payments: PaymentTransaction,
  record: PaymentRecord,
  report: FactContext<RefundFact>,
  refunded: Refunded,
): Promise<PaymentRefund | null> {
  if (refunded.reportedTotal > BigInt(record.reported_refunded_total)) {
    await payments.amend(record, { reported_refunded_total: refunded.reportedTotal.toString() })
  }
  if (refunded.refundId === undefined) return null
  return payments.saveRefund(record.id, refunded.known, {
    provider_refund_id: refunded.refundId,
    state: refunded.state,
    amount: refunded.amount.toString(),
    currency_code: record.currency_code,
    reason_code: report.fact.reasonCode ?? refunded.known?.reason_code ?? null,
    occurred_at: refunded.at,
  })
}

interface NewState {
  readonly record: PaymentRecord
  readonly report: FactContext<RefundFact>
  readonly refunded: Refunded
}

async function writeTransition(payments: PaymentTransaction, { record, report, refunded }: NewState): Promise<Applied> {
  const refund = await saveRefund(payments, record, report, refunded)
  const grown = refunded.total - BigInt(record.refunded_amount)
  const written = await payments.recordTransition(
    record,
    { ...record, refunded_amount: refunded.total.toString(), reported_refunded_total: refunded.reportedTotal.toString() },
    transitionOf(report, {
      subject: "refund",
      subject_id: refund?.id ?? null,
      fact: factName({ ...report.fact, state: refunded.state }),
      from_state: refunded.known?.state ?? "pending",
      to_state: refunded.state,
      amount: (refunded.state === "succeeded" && grown > 0n ? grown : refunded.amount).toString(),
      currency_code: record.currency_code,
    }),
  )
  return { outcome: "moved", ...written }
}
