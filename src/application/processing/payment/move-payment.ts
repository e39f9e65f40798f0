import { generateEntityId } from "@medusajs/framework/utils"
import { minorOf } from "../../../services/domain/compare"
import type { PaymentFact } from "../../../services/domain/facts"
import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import type { PaymentContext } from "../../ground/payment-context"
import type { Applied } from "../applied"
import { reportedAt, type FactContext } from "../fact-context"
import type { Synced } from "../sync/sync-payment"
import { transitionOf } from "../transition-of"
import { isMoney } from "../../../services/domain/states"
import { LATE_PAYMENT as LATE } from "../../../services/domain/attention-kinds"
import type { ReportedCapture } from "./report-capture"

export interface NewState {
  readonly report: FactContext<PaymentFact>
  readonly record: PaymentRecord | null
  readonly context: PaymentContext
  readonly capture: ReportedCapture | undefined
  readonly synced: Synced
}

/** Writes the payment as it is after the report, and the row of the transition, in one commit. */
export async function movePayment(
  payments: PaymentTransaction,
  { report, record, context, capture, synced }: NewState,
): Promise<Applied> {
  const { account, fact } = report
  const { expected, session } = context
  const currency = expected.currency.toLowerCase()
  const reported = fact.amount && minorOf(fact.amount, currency)
  const isLate = context.notPayable !== null && isMoney(fact.state)
  const reason_code = fact.reasonCode ?? (isLate ? LATE : null)
  const written = await payments.recordTransition(
    record,
    {
      id: record?.id ?? generateEntityId(undefined, "prec"),
      payment_session_id: session.id,
      payment_collection_id: session.collectionId,
      payment_id: synced.payment_id ?? context.paymentId,
      cart_id: context.cartId,
      order_id: synced.order_id ?? context.orderId ?? record?.order_id ?? null,
      account: account.id,
      provider: account.provider,
      payment_provider_id: expected.paymentProviderId,
      provider_payment_id: fact.providerPaymentId ?? record?.provider_payment_id ?? null,
      state: fact.state,
      amount: expected.amount.toString(),
      authorized_amount:
        fact.state === "authorized" ? (reported ?? expected.amount).toString() : (record?.authorized_amount ?? "0"),
      captured_amount: (
        capture?.total ??
        (fact.state === "captured" ? expected.amount : record?.captured_amount) ??
        0n
      ).toString(),
      reported_captured_total: (capture?.reportedTotal ?? record?.reported_captured_total ?? 0n).toString(),
      payer_fee: ((fact.payerFee && minorOf(fact.payerFee, currency)) ?? record?.payer_fee ?? 0n).toString(),
      currency_code: currency,
      reason_code,
      occurred_at: reportedAt(report),
    },
    transitionOf(report, {
      from_state: record?.state ?? "pending",
      to_state: fact.state,
      amount: (reported ?? expected.amount).toString(),
      currency_code: currency,
      reason_code,
      // Money that Medusa has refunded since is known to the customer by its refund.
      notifiesNobody: synced.notifiesNobody || (isLate && !report.accepted),
      startsNothing: synced.startsNothing ?? false,
    }),
  )
  await insertCapture(payments, report, written.record.id, capture)
  return { outcome: "moved", ...written }
}

/** Inserts a capture that the provider named, so that the parts that come after it are distinguished from it. */
export async function insertCapture(
  payments: PaymentTransaction,
  report: FactContext<PaymentFact>,
  recordId: string,
  capture: ReportedCapture | undefined,
): Promise<void> {
  if (!capture?.named) return
  const { id, amount } = capture.named
  await payments.insertCapture(recordId, {
    provider_capture_id: id,
    amount: amount.toString(),
    occurred_at: reportedAt(report),
  })
}
