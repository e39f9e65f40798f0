import type { MedusaContainer } from "@medusajs/framework/types"
import { toMajor } from "../../services/domain/money"
import type { PaymentRecord } from "../../services/store/entities"
import { recordRefundWorkflow } from "../books/record-refund"
import { paymentNotificationService } from "../module"

export interface RefundsToSync {
  /** What the provider has refunded in all, in integer minor units. */
  readonly total: bigint
  /** The refund that was just reported as failed. */
  readonly failed: { readonly refundId: string; readonly amount: bigint } | null
  readonly reason: string | null
  /** Equal when the same report is applied again, and of no other: what the books recognise a repeat by. */
  readonly key: string
}

/** Makes Medusa's books say what the provider has refunded. Repeated, it changes nothing. */
export async function syncRefunds(container: MedusaContainer, record: PaymentRecord, sync: RefundsToSync): Promise<void> {
  const { payment_id, order_id, currency_code } = record
  if (!payment_id) return
  const { key } = sync
  if (sync.failed) {
    await askPerson(container, record, sync.failed, sync.reason)
  }
  await recordRefundWorkflow(container).run({
    input: { payment_id, order_id, currency_code, key, total: sync.total.toString(), reason: sync.reason },
  })
}

/** The payer was told of the money, or expects it: somebody has to find another way. */
async function askPerson(
  container: MedusaContainer,
  record: PaymentRecord,
  { refundId, amount }: NonNullable<RefundsToSync["failed"]>,
  reason: string | null,
): Promise<void> {
  const sum = `${toMajor(amount, record.currency_code)} ${record.currency_code.toUpperCase()}`
  await paymentNotificationService(container).attention.raise({
    kind: "refund_failed",
    subject_key: `${record.id}:${refundId}`,
    detail: `a refund of ${sum} did not reach the payer${reason ? ` (${reason})` : ""}: refund it again or by other means`,
    data: { provider_refund_id: refundId, reason_code: reason },
    account: record.account,
    payment_record_id: record.id,
    payment_session_id: record.payment_session_id,
    provider_payment_id: record.provider_payment_id,
    cart_id: record.cart_id,
    order_id: record.order_id,
    amount: amount.toString(),
    currency_code: record.currency_code,
  })
}
