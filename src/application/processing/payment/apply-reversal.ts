import type { MedusaContainer } from "@medusajs/framework/types"
import { AwaitsPaymentError } from "../../../services/domain/errors"
import type { PaymentFact } from "../../../services/domain/facts"
import { smaller } from "../../../services/domain/money"
import type { PaymentCapture, PaymentRecord } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import { recordRefundWorkflow } from "../../../medusa/record-refund"
import type { Applied } from "../applied"
import { reportedAt, type FactContext } from "../fact-context"
import { transitionOf } from "../transition-of"

/**
 * The capture that a failure report names, among the payment's captures. Throws AwaitsPaymentError where it names none of them:
 * it may have come before the report of that capture, and takes back nothing of the others.
 */
export function findFailedCapture(
  { state, providerCaptureId: reported }: PaymentFact,
  captures: readonly PaymentCapture[],
): PaymentCapture | undefined {
  if (state !== "failed" || !reported || !captures.length) return undefined
  const failed = captures.find(({ provider_capture_id: id }) => id === reported)
  if (!failed) throw new AwaitsPaymentError(`capture ${reported} has failed, and nothing was reported of it before`)
  return failed
}

interface Known {
  readonly record: PaymentRecord
  readonly captures: readonly PaymentCapture[]
}

/**
 * A person has accepted that captured money was taken back. Medusa records it like a refund, and the payment takes the reported
 * state once nothing of it is left. A captured part is taken back alone. A capture older than the payment's failure was never
 * recorded and changes nothing.
 */
export async function applyReversal(
  container: MedusaContainer,
  payments: PaymentTransaction,
  report: FactContext<PaymentFact>,
  { record, captures }: Known,
): Promise<Applied> {
  const { event, fact } = report
  if (record.state !== "captured" || !record.payment_id) return { outcome: "stale", record }
  const failed = findFailedCapture(fact, captures)
  const refundId = `reversal:${failed?.provider_capture_id ?? event.id}`
  // Written by an earlier run of this event, or by another report of the same reversal.
  const known = await payments.refunds(record.id)
  if (known.some(({ provider_refund_id }) => provider_refund_id === refundId)) return { outcome: "stale", record }
  const captured = BigInt(record.captured_amount)
  const before = BigInt(record.refunded_amount)
  const total = failed ? smaller(before + BigInt(failed.amount), captured) : captured
  const isAll = total === captured
  await recordRefundWorkflow(container).run({
    input: {
      payment_id: record.payment_id,
      order_id: record.order_id,
      total: total.toString(),
      currency_code: record.currency_code,
      key: refundId,
      reason: fact.reasonCode ?? `the provider reports the payment ${fact.state}`,
    },
  })
  // Saved like a refund, so that refunds that are reported by their ids add up beside it.
  if (failed) {
    await payments.saveRefund(record.id, undefined, {
      provider_refund_id: refundId,
      state: "succeeded",
      amount: failed.amount,
      currency_code: record.currency_code,
      reason_code: fact.reasonCode ?? null,
      occurred_at: reportedAt(report),
    })
  }
  const written = await payments.recordTransition(
    record,
    {
      ...record,
      state: isAll ? fact.state : record.state,
      refunded_amount: total.toString(),
      occurred_at: isAll ? reportedAt(report) : record.occurred_at,
    },
    transitionOf(report, {
      from_state: record.state,
      to_state: isAll ? fact.state : record.state,
      amount: (total - before).toString(),
      currency_code: record.currency_code,
    }),
  )
  return { outcome: "moved", ...written }
}
