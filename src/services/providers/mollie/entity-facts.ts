import type { DisputeFact, DisputeState, PaymentFact, RefundFact, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import { mollieAmount } from "./amount"
import type { MollieChargeback, MolliePayment, MollieRefund } from "./entities"

/** A payment in `state`. Where it was captured by itself, `amountCaptured` counts: a capture may take less than was authorized. */
export function paymentFact(payment: MolliePayment, state: PaymentState): PaymentFact {
  const captured = state === "captured" && payment.amountCaptured
  const amount = mollieAmount(captured || payment.amount)
  const reasonCode = state === "failed" ? (payment.statusReason?.code ?? payment.details?.failureReason) : undefined
  const fingerprint = payment.details?.cardFingerprint
  return {
    subject: "payment",
    state,
    providerPaymentId: payment.id,
    ...readReference(payment.metadata.session_id),
    ...(amount && { amount }),
    ...(captured && amount && { capturedTotal: amount }),
    ...(payment.mode && { mode: payment.mode }),
    ...(reasonCode && { reasonCode }),
    ...(fingerprint && { paymentMethodFingerprint: fingerprint }),
  }
}

/** A refund in `state`; its metadata is its own, and names the session only where the merchant put it there, too. */
export function refundFact(refund: MollieRefund, state: RefundState, reasonCode: string | undefined): RefundFact {
  const amount = mollieAmount(refund.amount)
  return {
    subject: "refund",
    state,
    providerPaymentId: refund.paymentId,
    providerRefundId: refund.id,
    ...readReference(refund.metadata.session_id),
    ...(amount && { amount }),
    ...(refund.mode && { mode: refund.mode }),
    ...(reasonCode && { reasonCode }),
  }
}

/** A chargeback in `state`: opened when the bank has taken the money back, won when Mollie got it back. */
export function chargebackFact(chargeback: MollieChargeback, state: DisputeState): DisputeFact {
  const amount = mollieAmount(chargeback.amount)
  return {
    subject: "dispute",
    state,
    providerPaymentId: chargeback.paymentId,
    providerDisputeId: chargeback.id,
    ...(amount && { amount }),
    ...(chargeback.reason?.code && { reasonCode: chargeback.reason.code }),
  }
}
