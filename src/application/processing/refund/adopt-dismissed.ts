import type { MedusaContainer } from "@medusajs/framework/types"
import { minorOf } from "../../../services/domain/compare"
import { DismissedMoneyError } from "../../../services/domain/dismissed-money-error"
import type { PaymentFact, RefundFact } from "../../../services/domain/facts"
import { capturesIn, reviewOfCaptures } from "../../../services/domain/reviewed-facts"
import type { ReviewedItem } from "../../../services/store/attention-repository"
import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import { eventOf } from "../../attention/find-event"
import { capturesOf } from "../../attention/quarantined-captures"
import { capturedInMedusa } from "../../ground/captured-in-medusa"
import { paymentNotificationService } from "../../ground/module"
import { loadPaymentContext } from "../../ground/payment-context"
import type { FactContext } from "../fact-context"
import { movePayment } from "../payment/move-payment"
import type { ReportedCapture } from "../payment/report-capture"

type Report = FactContext<RefundFact>

/**
 * The record of a payment whose captured money a person has dismissed, with the captures that Medusa has recorded by itself: an admin
 * captured it, and the order was canceled before the provider reported that. The dismissal has left them as they are, and our record
 * without them; but a refund of them has to be recorded beside them, or the order keeps money that the payer has back.
 * The record as it was, where Medusa has no more than it; undefined, where no such money was dismissed.
 * Throws DismissedMoneyError where neither has any of it: nothing is recorded that a refund could be taken from.
 */
export async function adoptDismissed(
  container: MedusaContainer,
  payments: PaymentTransaction,
  report: Report,
  record: PaymentRecord | null,
): Promise<PaymentRecord | undefined> {
  const { event, fact, sessionId } = report
  const { attention } = paymentNotificationService(container)
  const cases = await attention.aboutPayment(sessionId, event.account, fact.providerPaymentId ?? null)
  if (reviewOfCaptures(fact, cases) !== "decided") return undefined
  const held = await capturedInMedusa(container, sessionId)
  const known = BigInt(record?.captured_amount ?? 0)
  if (held > known) return adopt(container, payments, { report, record, held, item: capturesIn(fact, cases).at(-1)! })
  if (record && known > 0n) return record
  throw new DismissedMoneyError("a refund of money that a person has dismissed: no order holds it")
}

interface Dismissed {
  readonly report: Report
  readonly record: PaymentRecord | null
  /** The captured sum of Medusa's rows. */
  readonly held: bigint
  readonly item: ReviewedItem
}

/** Makes the record equal Medusa's captures. The decision stands: nobody is notified, nothing follows. */
async function adopt(
  container: MedusaContainer,
  payments: PaymentTransaction,
  { report, record, held, item }: Dismissed,
): Promise<PaymentRecord> {
  const context = await loadPaymentContext(container, report.sessionId)
  const { currency } = context.expected
  const decided = await eventOf(container, item)
  const added = held - BigInt(record?.captured_amount ?? 0)
  const fact: PaymentFact = {
    subject: "payment",
    state: "captured",
    amount: { minor: added, currency: currency.toUpperCase() },
    reasonCode: item.kind,
    // A refund that is dated after it is one of captured money.
    occurredAt: decided?.occurred_at ?? record?.occurred_at ?? new Date(item.created_at),
    ...(report.fact.providerPaymentId && { providerPaymentId: report.fact.providerPaymentId }),
  }
  const named = decided ? await namedCapture(container, decided.id, added, currency) : undefined
  const before = BigInt(record?.reported_captured_total ?? 0)
  const capture: ReportedCapture = {
    total: held,
    reportedTotal: named ? before : held,
    authorizedInFull: false,
    ...(named && { named }),
  }
  const event = { ...report.event, ...(decided && { id: decided.id }) }
  const { record: adopted } = await movePayment(payments, {
    report: { ...report, event, fact },
    record,
    context,
    capture,
    synced: { notifiesNobody: true, startsNothing: true },
  })
  return adopted
}

/** The name of the dismissed capture, so that it is told from one that is reported later. An event that cannot be read names none. */
async function namedCapture(
  container: MedusaContainer,
  eventId: string,
  amount: bigint,
  currency: string,
): Promise<ReportedCapture["named"]> {
  const [capture] = await capturesOf(container, eventId).catch(() => [])
  const isAll = capture?.amount && minorOf(capture.amount, currency) === amount
  return isAll && capture.providerCaptureId ? { id: capture.providerCaptureId, amount } : undefined
}
