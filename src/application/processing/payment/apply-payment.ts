import type { MedusaContainer } from "@medusajs/framework/types"
import { differences } from "../../../services/domain/compare"
import { AmountMismatchError, UnmatchedPaymentError } from "../../../services/domain/errors"
import { factName, type PaymentFact } from "../../../services/domain/facts"
import { endsRemainder } from "../../../services/domain/uncaptured-remainder"
import type { RiskSignal } from "../../../services/domain/risk"
import { conflictKind, transition, type Transition } from "../../../services/domain/transition"
import type { PaymentCapture, PaymentRecord } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import { CORE_REFUND_SECONDS } from "../../../services/queue/times"
import { withSpan } from "../../../services/telemetry/span"
import { findNotPayable } from "../../ground/cart-and-order"
import { loadPaymentContext, type PaymentContext } from "../../ground/payment-context"
import { deleteAbandonedOrders } from "../../../medusa/steps/delete-abandoned-orders"
import { SYNC } from "../sync/sync-payment"
import { acceptPayment, withAcceptedSum } from "./accept-payment"
import { applyReversal, findFailedCapture } from "./apply-reversal"
import type { Applied } from "../applied"
import { reportedAt, type FactContext } from "../fact-context"
import { reportInOrderSums, sumsOfRecord, sumsOfSession } from "../in-order-sums"
import { assessRisk } from "../risk/assess-risk"
import { capturedPayment } from "./captured-payment"
import { flagRisk } from "../risk/flag-risk"
import { flagLate } from "./flag-late"
import { isMoney, type PaymentState } from "../../../services/domain/states"
import { insertCapture, movePayment, type NewState } from "./move-payment"
import { guardDoublePayment, guardRefunded, guardReplacedSession } from "./guard-double-payment"
import { guardPayable, whyNotPayable } from "./guard-payable"
import { recordPaymentMethodUse } from "../risk/payment-method-use"
import { reportCapture } from "./report-capture"
import { wasDecidedAfter } from "./was-decided-after"
import { runExclusively } from "../../ground/run-exclusively"

/**
 * Applies a report about a payment. The order of work makes a crash harmless: effects in Medusa first, each of which finds itself
 * done when repeated, then the transition and its history in one commit.
 */
export function applyPayment(container: MedusaContainer, about: FactContext<PaymentFact>): Promise<Applied> {
  const reported = withAcceptedSum(about)
  const { event, sessionId } = reported
  return runExclusively(container, sessionId, async (payments) => {
    const record = await payments.findBySession(sessionId)
    let report = record ? await reportInOrderSums(container, reported, sumsOfRecord(record)) : reported
    const captures = record ? await payments.captures(record.id) : []
    if (record && ENDS_PAYMENT.has(report.fact.state)) await dueRefunds(payments, record)
    const decided = record && decide(record, report, captures)
    if (record && decided?.outcome === "stale") {
      if (isLater(record, report)) await payments.amend(record, { occurred_at: reportedAt(report) })
      await insertStaleCapture(payments, report, record, captures)
      await recordPaymentMethodUse(payments, report, record.id)
      await clearUp(container, report, record)
      return { outcome: "stale", record }
    }
    if (record && decided?.outcome === "conflict") {
      const { fact } = report
      const kind = conflictKind(record.state, fact.state, isOther(record, fact))
      const detail = `the payment is ${record.state}, the provider reports it ${fact.state}${await orderNote(container, record)}`
      if (!report.accepted) {
        if (kind === "capture_reversed" && (await wasDecidedAfter(container, report))) return { outcome: "stale", record }
        return { outcome: "conflict", record, kind, detail }
      }
      if (kind === "capture_reversed") return applyReversal(container, payments, report, { record, captures })
    }
    const context = await loadContext(container, payments, report, record)
    if (!record) report = await reportInOrderSums(container, reported, sumsOfSession(context))
    const { fact } = report
    const { amount, currency } = context.expected
    const capture = fact.state === "captured" ? reportCapture(fact, currency, amount, record, captures) : undefined
    // Differences are reported first: a person who accepts them then gets to know the rest.
    if (report.accepted) {
      guardRefunded(fact, context)
      guardPayable(report, context, capture)
    }
    const signals = report.accepted
      ? await acceptPayment(container, context, { fact, record, capture })
      : await examine(container, payments, { report, record, context, capture })
    const synced = await withSpan("sync", { account: event.account, fact: factName(fact) }, () =>
      SYNC[fact.state](container, context, {
        interruptedSince: event.attempts > 1 ? event.received_at : null,
        capturedTotal: fact.state === "captured" ? (capture?.total ?? amount) : null,
      }),
    )
    await flagRisk(container, report, context, synced.order_id ?? context.orderId, signals)
    const isLate = await flagLate(container, report, context, capture?.total ?? amount)
    const late = isLate && { notifiesNobody: true, startsNothing: true }
    const written = await movePayment(payments, { report, record, context, capture, synced: { ...synced, ...late } })
    await recordPaymentMethodUse(payments, report, written.record.id)
    return written
  })
}

/** Some providers report a refund of everything as the end of the payment. */
const ENDS_PAYMENT: ReadonlySet<PaymentState> = new Set(["failed", "canceled", "expired"])

async function dueRefunds(payments: PaymentTransaction, { id, captured_amount }: PaymentRecord): Promise<void> {
  if (BigInt(captured_amount) > 0n) await payments.dueRefunds(id, CORE_REFUND_SECONDS)
}

/** The person who decides about late money has to know that there is no order for it. */
async function orderNote(container: MedusaContainer, { order_id }: PaymentRecord): Promise<string> {
  if (!order_id) return ""
  const notPayable = await findNotPayable(container, order_id)
  return notPayable ? `; ${whyNotPayable(order_id, notPayable)}` : ""
}

/** Deletes the half-made work of an attempt of ours that was cut off, where another event of the payment came first. */
async function clearUp(
  container: MedusaContainer,
  { event, fact }: FactContext<PaymentFact>,
  { cart_id }: PaymentRecord,
): Promise<void> {
  if (event.attempts === 1 || !cart_id || !isMoney(fact.state)) return
  await deleteAbandonedOrders(container, { cart_id, since: event.received_at.toISOString() })
}

/**
 * Money is applied as reported only if it is the money that was asked for, once. Answers the signs of risk that do not quarantine
 * it.
 */
async function examine(
  container: MedusaContainer,
  payments: PaymentTransaction,
  { report, record, context, capture }: Omit<NewState, "synced">,
): Promise<RiskSignal[]> {
  // Where Medusa has no payment yet, core would record the whole amount of one that is made now: a part waits for the
  // authorization.
  const reported = capture && { ...capture, authorizedInFull: capture.authorizedInFull && context.paymentId !== null }
  const mismatches = differences(report.fact, context.expected, report.account, reported)
  if (mismatches.length) throw new AmountMismatchError(mismatches)
  guardRefunded(report.fact, context)
  guardPayable(report, context, capture)
  await guardDoublePayment(container, payments, report.fact, context)
  return assessRisk(container, payments, { report, record, context })
}

/** The session may be gone: replaced by its cart. An earlier report may have tied it to that cart. */
async function loadContext(
  container: MedusaContainer,
  payments: PaymentTransaction,
  { fact, sessionId, accepted }: FactContext<PaymentFact>,
  record: PaymentRecord | null,
): Promise<PaymentContext> {
  try {
    return await loadPaymentContext(container, sessionId)
  } catch (error) {
    if (error instanceof UnmatchedPaymentError && !accepted) await guardReplacedSession(payments, fact, record)
    throw error
  }
}

function decide(record: PaymentRecord, report: FactContext<PaymentFact>, captures: readonly PaymentCapture[]): Transition {
  const { fact } = report
  const { state, currency_code: currency } = record
  const [amount, captured] = [BigInt(record.amount), BigInt(record.captured_amount)]
  const decided = transition(state, fact.state, {
    last: record.occurred_at,
    reported: reportedAt(report),
    otherPayment: isOther(record, fact),
    movedAt: record.updated_at,
    ...(report.event.source === "reconciliation" && { askedAt: report.event.received_at }),
  })
  // One more part of the payment.
  if (decided.outcome === "stale" && state === "captured" && fact.state === "captured") {
    const total = reportCapture(fact, currency, amount, record, captures)?.total ?? 0n
    return total > captured ? { ...decided, outcome: "moved" } : decided
  }
  // A named capture has failed: whether the report is late or not, that money is not there.
  if (state === "captured" && findFailedCapture(fact, captures)) return { ...decided, outcome: "conflict" }
  // The uncaptured remainder is voided: that does not touch the captured part.
  const released = decided.outcome === "conflict" && endsRemainder(capturedPayment(record), fact.state)
  return released ? { ...decided, outcome: "stale" } : decided
}

/** Inserts a part that a total had reported before its name came: the parts that come after it are added to it. */
async function insertStaleCapture(
  payments: PaymentTransaction,
  report: FactContext<PaymentFact>,
  record: PaymentRecord,
  captures: readonly PaymentCapture[],
): Promise<void> {
  const { fact } = report
  if (fact.state !== "captured" || record.state !== "captured") return
  const capture = reportCapture(fact, record.currency_code, BigInt(record.amount), record, captures)
  await insertCapture(payments, report, record.id, capture)
}

/** The same state, reported with a later time: reports after it are compared with that time. */
const isLater = (record: PaymentRecord, report: FactContext<PaymentFact>): boolean => {
  const at = reportedAt(report)
  return record.state === report.fact.state && at !== null && (record.occurred_at === null || at > record.occurred_at)
}

/** Both name a payment of the provider's, and not the same one. */
const isOther = ({ provider_payment_id: known }: PaymentRecord, { providerPaymentId: reported }: PaymentFact): boolean =>
  Boolean(known && reported && known !== reported)
