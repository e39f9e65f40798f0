import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import { differences, minorOf } from "../../services/domain/compare"
import { AmountMismatchError } from "../../services/domain/errors"
import { factName, type PaymentFact } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"
import { transition, type Transition } from "../../services/domain/transition"
import type { PaymentCapture, PaymentRecord } from "../../services/store/entities"
import type { PaymentTransaction } from "../../services/store/payment-transaction"
import { loadPaymentContext, type PaymentContext } from "../sync/payment-context"
import type { SettledPayment } from "../sync/settle-payment"
import { SYNC } from "../sync/sync-payment"
import { reportedAt, type Applied, type Report } from "./applied"
import { assessRisk } from "./assess-risk"
import { flagRisk } from "./flag-risk"
import { keepPaymentMethodUse } from "./payment-method-use"
import { reportCapture, type ReportedCapture } from "./report-capture"
import { withPayment } from "./with-payment"

/**
 * Applies what is reported of a payment. The order of work makes a crash harmless: effects in Medusa first, each of which finds
 * itself done when repeated, then the move and its history in one commit.
 */
export function applyPayment(container: MedusaContainer, report: Report<PaymentFact>): Promise<Applied> {
  const { event, account, fact, sessionId } = report
  return withPayment(container, sessionId, async (payments) => {
    const record = await payments.findBySession(sessionId)
    const captures = record ? await payments.captures(record.id) : []
    const decided = record && decide(record, report, captures)
    if (record && decided?.outcome === "stale") {
      if (isLater(record, report)) await payments.note(record, { occurred_at: reportedAt(report) })
      await keepPaymentMethodUse(payments, report, record.id)
      return { outcome: "stale", record }
    }
    if (record && decided?.outcome === "conflict") {
      return { outcome: "conflict", record, detail: `the payment is ${record.state}, the provider reports it ${fact.state}` }
    }
    const context = await loadPaymentContext(container, sessionId)
    const { amount, currency } = context.expected
    const capture = fact.state === "captured" ? reportCapture(fact, currency, amount, record, captures) : undefined
    const mismatches = differences(fact, context.expected, account, capture)
    if (mismatches.length) throw new AmountMismatchError(mismatches.join("; "))
    const signals = await assessRisk(container, payments, { report, record, context })
    const settled = await SYNC[fact.state](container, context, {
      interruptedSince: event.attempts > 1 ? event.received_at : null,
      capturedTotal: capture?.total ?? null,
    })
    await flagRisk(container, report, context, settled.order_id ?? context.orderId, signals)
    const moved = await move(payments, { report, record, context, capture, settled })
    await keepPaymentMethodUse(payments, report, moved.record.id)
    return moved
  })
}

function decide(record: PaymentRecord, report: Report<PaymentFact>, captures: readonly PaymentCapture[]): Transition {
  const { fact } = report
  const { state, currency_code: currency } = record
  const [amount, captured] = [BigInt(record.amount), BigInt(record.captured_amount)]
  const decided = transition(state, fact.state, {
    last: record.occurred_at,
    reported: reportedAt(report),
    otherPayment: isOther(record, fact),
  })
  // One more part of it.
  if (decided.outcome === "stale" && state === "captured" && fact.state === "captured") {
    const total = reportCapture(fact, currency, amount, record, captures)?.total ?? 0n
    return total > captured ? { ...decided, outcome: "moved" } : decided
  }
  // What was not captured of it is given back to the payer's card: the part that was is not touched by that.
  const released = decided.outcome === "conflict" && state === "captured" && RELEASES.has(fact.state) && captured < amount
  return released ? { ...decided, outcome: "stale" } : decided
}

const RELEASES: ReadonlySet<PaymentState> = new Set(["canceled", "expired"])

/** The same state, told of a later time: what comes after it is compared with that. */
const isLater = (record: PaymentRecord, report: Report<PaymentFact>): boolean => {
  const at = reportedAt(report)
  return record.state === report.fact.state && at !== null && record.occurred_at !== null && at > record.occurred_at
}

/** Both name a payment of the provider's, and not the same one. */
const isOther = ({ provider_payment_id: known }: PaymentRecord, { providerPaymentId: told }: PaymentFact): boolean =>
  Boolean(known && told && known !== told)

interface Move {
  readonly report: Report<PaymentFact>
  readonly record: PaymentRecord | null
  readonly context: PaymentContext
  readonly capture: ReportedCapture | undefined
  readonly settled: Partial<SettledPayment>
}

async function move(payments: PaymentTransaction, { report, record, context, capture, settled }: Move): Promise<Applied> {
  const { event, account, fact } = report
  const { expected, session } = context
  const currency = expected.currency.toLowerCase()
  const reported = fact.amount && minorOf(fact.amount, currency)
  const moved = await payments.move(
    record,
    {
      id: record?.id ?? generateEntityId(undefined, "prec"),
      payment_session_id: session.id,
      payment_collection_id: session.collectionId,
      payment_id: settled.payment_id ?? context.paymentId,
      cart_id: context.cartId,
      order_id: settled.order_id ?? context.orderId ?? record?.order_id ?? null,
      account: account.id,
      provider: account.provider,
      payment_provider_id: expected.paymentProviderId,
      provider_payment_id: fact.providerPaymentId ?? record?.provider_payment_id ?? null,
      state: fact.state,
      amount: expected.amount.toString(),
      authorized_amount:
        fact.state === "authorized" ? (reported ?? expected.amount).toString() : (record?.authorized_amount ?? "0"),
      captured_amount: (capture?.total ?? record?.captured_amount ?? 0n).toString(),
      told_captured_total: (capture?.toldTotal ?? record?.told_captured_total ?? 0n).toString(),
      currency_code: currency,
      reason_code: fact.reasonCode ?? null,
      occurred_at: reportedAt(report),
    },
    {
      id: generateEntityId(undefined, "ptrn"),
      webhook_event_id: event.id,
      fact: factName(fact),
      from_state: record?.state ?? "pending",
      to_state: fact.state,
      amount: (reported ?? expected.amount).toString(),
      currency_code: currency,
      reason_code: fact.reasonCode ?? null,
      occurred_at: reportedAt(report),
    },
  )
  if (capture?.named) {
    const { id, amount } = capture.named
    await payments.keepCapture(moved.record.id, {
      provider_capture_id: id,
      amount: amount.toString(),
      occurred_at: reportedAt(report),
    })
  }
  return { outcome: "moved", ...moved }
}
