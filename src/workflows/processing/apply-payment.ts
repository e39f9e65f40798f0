import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import { differences, minorOf } from "../../services/domain/compare"
import { AmountMismatchError, UnmatchedPaymentError } from "../../services/domain/errors"
import { factName, type PaymentFact } from "../../services/domain/facts"
import { conflictKind, transition } from "../../services/domain/transition"
import type { PaymentRecord } from "../../services/store/entities"
import type { PaymentTransaction } from "../../services/store/payment-transaction"
import { loadPaymentContext, type PaymentContext } from "../sync/payment-context"
import type { SettledPayment } from "../sync/settle-payment"
import { SYNC } from "../sync/sync-payment"
import { acceptPayment } from "./accept-payment"
import { applyReversal } from "./apply-reversal"
import { reportedAt, type Applied, type Report } from "./applied"
import { guardDoublePayment, guardReplacedSession } from "./guard-double-payment"
import { withPayment } from "./with-payment"

/**
 * Applies what is reported of a payment. The order of work makes a crash harmless: effects in Medusa first, each of which finds
 * itself done when repeated, then the move and its history in one commit.
 */
export function applyPayment(container: MedusaContainer, report: Report<PaymentFact>): Promise<Applied> {
  const { event, account, fact, sessionId } = report
  return withPayment(container, sessionId, async (payments) => {
    const record = await payments.findBySession(sessionId)
    const known = record && { last: record.occurred_at, reported: reportedAt(report), otherPayment: isOther(record, fact) }
    const decided = record ? transition(record.state, fact.state, known ?? {}) : undefined
    if (record && decided?.outcome === "stale") return { outcome: "stale", record }
    if (record && decided?.outcome === "conflict") {
      const kind = conflictKind(record.state, fact.state, isOther(record, fact))
      const detail = `the payment is ${record.state}, the provider reports it ${fact.state}`
      if (!report.accepted) return { outcome: "conflict", record, kind, detail }
      if (kind === "capture_reversed") return applyReversal(container, payments, report, record)
    }
    const context = await loadContext(container, payments, report, record)
    if (report.accepted) await acceptPayment(container, context, fact, record)
    else {
      const mismatches = differences(fact, context.expected, account)
      if (mismatches.length) throw new AmountMismatchError(mismatches)
      await guardDoublePayment(container, payments, fact, context)
    }
    const settled = await SYNC[fact.state](container, context, {
      interruptedSince: event.attempts > 1 ? event.received_at : null,
    })
    return move(payments, { report, record, context, settled })
  })
}

/** The session may be gone: replaced by its cart, which an earlier report may have tied to it. */
async function loadContext(
  container: MedusaContainer,
  payments: PaymentTransaction,
  { fact, sessionId, accepted }: Report<PaymentFact>,
  record: PaymentRecord | null,
): Promise<PaymentContext> {
  try {
    return await loadPaymentContext(container, sessionId)
  } catch (error) {
    if (error instanceof UnmatchedPaymentError && !accepted) await guardReplacedSession(payments, fact, record)
    throw error
  }
}

/** Both name a payment of the provider's, and not the same one. */
const isOther = ({ provider_payment_id: known }: PaymentRecord, { providerPaymentId: told }: PaymentFact): boolean =>
  Boolean(known && told && known !== told)

interface Move {
  readonly report: Report<PaymentFact>
  readonly record: PaymentRecord | null
  readonly context: PaymentContext
  readonly settled: Partial<SettledPayment>
}

async function move(payments: PaymentTransaction, { report, record, context, settled }: Move): Promise<Applied> {
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
      captured_amount: fact.state === "captured" ? (reported ?? expected.amount).toString() : (record?.captured_amount ?? "0"),
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
  return { outcome: "moved", ...moved }
}
