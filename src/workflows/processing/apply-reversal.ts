import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import { factName, type PaymentFact } from "../../services/domain/facts"
import type { PaymentRecord } from "../../services/store/entities"
import type { PaymentTransaction } from "../../services/store/payment-transaction"
import { recordRefundWorkflow } from "../books/record-refund"
import { reportedAt, type Applied, type Report } from "./applied"

/**
 * A person agrees that captured money was taken back: Medusa's books say so as they say it of a refund, and the payment takes the
 * reported state. A capture that is older than the payment's failure was never booked and changes nothing.
 */
export async function applyReversal(
  container: MedusaContainer,
  payments: PaymentTransaction,
  report: Report<PaymentFact>,
  record: PaymentRecord,
): Promise<Applied> {
  const { event, fact } = report
  if (record.state !== "captured" || !record.payment_id) return { outcome: "stale", record }
  await recordRefundWorkflow(container).run({
    input: {
      payment_id: record.payment_id,
      order_id: record.order_id,
      total: record.captured_amount,
      currency_code: record.currency_code,
      key: `reversal:${event.id}`,
      reason: fact.reasonCode ?? `the provider reports the payment ${fact.state}`,
    },
  })
  const moved = await payments.move(
    record,
    { ...record, state: fact.state, refunded_amount: record.captured_amount, occurred_at: reportedAt(report) },
    {
      id: generateEntityId(undefined, "ptrn"),
      webhook_event_id: event.id,
      fact: factName(fact),
      from_state: record.state,
      to_state: fact.state,
      amount: record.captured_amount,
      currency_code: record.currency_code,
      reason_code: fact.reasonCode ?? null,
      occurred_at: reportedAt(report),
    },
  )
  return { outcome: "moved", ...moved }
}
