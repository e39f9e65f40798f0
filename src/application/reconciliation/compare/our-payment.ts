import type { MedusaContainer } from "@medusajs/framework/types"
import type { OurPayment } from "../../../services/domain/drift"
import type { KnownPayment } from "../../../services/store/payment-repository"
import { paymentNotificationService } from "../../ground/module"

/** A payment's rows in the form that is compared with its provider's facts. */
export function ourPayment(container: MedusaContainer, { record, refunds, disputes }: KnownPayment): OurPayment {
  const asked = paymentNotificationService(container).asked(record, record.currency_code, record.payment_provider_id)
  return {
    ...(asked && { asked }),
    state: record.state,
    providerPaymentId: record.provider_payment_id,
    currency: record.currency_code,
    amount: BigInt(record.amount),
    captured: BigInt(record.captured_amount),
    refunded: BigInt(record.refunded_amount),
    occurredAt: record.occurred_at,
    movedAt: record.updated_at,
    refunds: refunds.map(({ provider_refund_id: id, state, occurred_at: at }) => ({ id, state, at })),
    disputes: disputes.map(({ provider_dispute_id: id, state, occurred_at: at }) => ({ id, state, at })),
  }
}

/** The same for a person: amounts as decimal text of minor units. */
export function showOurs(known: KnownPayment | undefined): Record<string, unknown> {
  if (!known) return { state: null }
  const { record, refunds, disputes } = known
  return {
    state: record.state,
    version: record.version,
    currency_code: record.currency_code,
    captured_amount: record.captured_amount,
    refunded_amount: record.refunded_amount,
    refunds: refunds.map(({ provider_refund_id, state, amount }) => ({ provider_refund_id, state, amount })),
    disputes: disputes.map(({ provider_dispute_id, state, amount }) => ({ provider_dispute_id, state, amount })),
  }
}
