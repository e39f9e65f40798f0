import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { larger, smaller, toMajor } from "../../../services/domain/money"
import type { PaymentRecord } from "../../../services/store/entities"
import { aboutPayment } from "../../attention/raise/about-payment"
import { raiseAttention } from "../../attention/raise/raise-attention"
import { recordRefundWorkflow } from "../../../medusa/record-refund"
import { reverseRefundWorkflow } from "../../../medusa/reverse-refund"
import { sumMinor, type StoredAmount } from "../../../medusa/rows/stored-amount"

export interface RefundsToSync {
  /** The provider's refunded total, in integer minor units. */
  readonly total: bigint
  /** The refund that was just reported as failed. */
  readonly failed: { readonly refundId: string; readonly amount: bigint } | null
  readonly reason: string | null
  /**
   * Equal while the same change of the same payment is repeated, whichever event reports it: Medusa's rows recognize a repeat by
   * it.
   */
  readonly key: string
}

/** Makes Medusa's rows equal the provider's refunded total. Repeated, it changes nothing. */
export async function syncRefunds(container: MedusaContainer, record: PaymentRecord, sync: RefundsToSync): Promise<void> {
  const { payment_id, order_id, currency_code } = record
  if (!payment_id) return
  const { key } = sync
  if (sync.failed) {
    await askPerson(container, record, sync.failed, sync.reason)
    // Never below the refunds that did succeed: another refund that Medusa has just started is recorded and not reported yet.
    const surplus = (await recordedRefunds(container, payment_id, currency_code)) - sync.total
    const amount = larger(0n, smaller(surplus, sync.failed.amount))
    // Also with nothing left to reverse: an attempt that was cut off may have reversed the refund and not updated the order.
    await reverseRefundWorkflow(container).run({
      // Where the provider's sum never held a refund of Medusa's, our rows hold less than has failed.
      input: { payment_id, order_id, currency_code, key, amount: amount.toString(), partial: true },
    })
  }
  await recordRefundWorkflow(container).run({
    input: { payment_id, order_id, currency_code, key, total: sync.total.toString(), reason: sync.reason },
  })
}

/** The sum of Medusa's own Refund rows of a payment, in integer minor units. */
async function recordedRefunds(container: MedusaContainer, paymentId: string, currency: string): Promise<bigint> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["id", "refunds.amount", "refunds.raw_amount"],
    filters: { id: paymentId },
  })
  return sumMinor((data[0]?.refunds ?? []) as unknown as StoredAmount[], currency)
}

/** The payer was notified of the money, or expects it: a person has to find another way. */
async function askPerson(
  container: MedusaContainer,
  record: PaymentRecord,
  { refundId, amount }: NonNullable<RefundsToSync["failed"]>,
  reason: string | null,
): Promise<void> {
  const sum = `${toMajor(amount, record.currency_code)} ${record.currency_code.toUpperCase()}`
  await raiseAttention(container, {
    kind: "refund_failed",
    subject_key: `${record.id}:${refundId}`,
    detail: `a refund of ${sum} did not reach the payer${reason ? ` (${reason})` : ""}: refund it again or by other means`,
    data: { provider_refund_id: refundId, reason_code: reason },
    ...aboutPayment(record),
    amount: amount.toString(),
    currency_code: record.currency_code,
  })
}
