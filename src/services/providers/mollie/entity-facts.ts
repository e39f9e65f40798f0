import type { DisputeFact, DisputeState, Fact, PaymentFact, RefundFact, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import { mollieAmount } from "./amount"
import type { MollieCapture, MollieChargeback, MolliePayment, MollieRefund } from "./entities"
import type { MollieEntity } from "./event"
import type { Report } from "./reports"

/** The fact of an event about its entity; undefined where that is of another kind. */
export function eventFact(report: Report, entity: MollieEntity | undefined): Fact | undefined {
  if (report.resource === "payment" && entity?.resource === "payment") return paymentFact(entity, report.state)
  if (report.resource === "refund" && entity?.resource === "refund") return refundFact(entity, report.state, report.reasonCode)
  if (report.resource === "chargeback" && entity?.resource === "chargeback") return chargebackFact(entity, report.state)
  if (report.resource === "capture" && entity?.resource === "capture") return captureFact(entity)
  return undefined
}

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

/** One capture of an authorized payment; its metadata is its own. */
function captureFact(capture: MollieCapture): PaymentFact {
  const amount = mollieAmount(capture.amount)
  return {
    subject: "payment",
    state: "captured",
    providerPaymentId: capture.paymentId,
    providerCaptureId: capture.id,
    ...readReference(capture.metadata.session_id),
    ...(amount && { amount }),
    ...(capture.mode && { mode: capture.mode }),
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

/** A chargeback in `state`: lost when the bank has taken the money back, won when Mollie got it back. */
export function chargebackFact(chargeback: MollieChargeback, state: DisputeState): DisputeFact {
  const amount = mollieAmount(chargeback.amount)
  return {
    subject: "dispute",
    state,
    providerPaymentId: chargeback.paymentId,
    providerDisputeId: chargeback.id,
    ...(amount && { amount }),
    ...(chargeback.reason?.code && { reasonCode: chargeback.reason.code }),
    ...(chargeback.createdAt && { openedAt: new Date(chargeback.createdAt) }),
  }
}
