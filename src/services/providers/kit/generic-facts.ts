import type { DisputeFact, FactName, PaymentFact, PaymentMethodFact, RefundFact } from "../../domain/facts"
import { GENERIC_REPORTS } from "./generic-about"
import type { GenericPayload } from "./generic-event"
import type { ProviderEvent, Reading } from "../provider"

type Reported = Omit<PaymentFact, "subject" | "state">

/** Reads a generic event's fact. Pure and total. */
export function readGenericFacts(event: ProviderEvent<GenericPayload>): Reading {
  const name = GENERIC_REPORTS.find((known) => known === event.type)
  if (!name) return readUnknown(event)
  const [subject, state] = name.split(".") as SplitName<FactName>
  const { payload } = event
  const common = reported(event)
  switch (subject) {
    case "payment":
      return { facts: [{ subject, state, ...common, ...captureOf(payload), ...riskOf(payload) }] }
    case "refund":
      return { facts: [{ subject, state, ...common, ...refundOf(payload) }] }
    case "dispute":
      return readDispute(state, payload, common)
    case "payment_method":
      return { facts: [{ subject, state, ...common, ...paymentMethodOf(payload) }] }
  }
}

/** Types about money whose end is no state. A payment that has only begun is none of them. */
const MONEY = /^(?:payment|refund|dispute)\.(?!created$|initiated$)/

/** A state that we do not know may be any, and money too. */
function readUnknown(event: ProviderEvent<GenericPayload>): Reading {
  const detail = `type "${event.type}" is not read here; use one of ${GENERIC_REPORTS.join(", ")}`
  if (!MONEY.test(event.type)) return { facts: [], ignored: detail }
  const { sessionId, providerPaymentId, merchantReference, amount } = reported(event)
  return {
    facts: [],
    unclear: {
      detail,
      ...(sessionId && { sessionId }),
      ...(providerPaymentId && { providerPaymentId }),
      ...(merchantReference && { merchantReference }),
      ...(amount && { amount }),
    },
  }
}

/** `payment.captured` as `["payment", "captured"]`, so that the subject determines the possible states. */
type SplitName<Name> = Name extends `${infer Subject}.${infer State}` ? [Subject, State] : never

function reported({ occurredAt, payload }: ProviderEvent<GenericPayload>): Reported {
  const { session_id, payment_id, reference, amount, mode, reason_code } = payload
  return {
    ...(session_id && { sessionId: session_id }),
    ...(payment_id && { providerPaymentId: payment_id }),
    ...(reference && { merchantReference: reference }),
    ...amountAs("amount", amount, payload),
    ...(mode && { mode }),
    ...(reason_code && { reasonCode: reason_code }),
    ...(occurredAt && { occurredAt }),
  }
}

function amountAs<Name extends string>(name: Name, units: string | null | undefined, { currency }: GenericPayload) {
  if (!units || !currency) return {}
  return { [name]: { minor: BigInt(units), currency } } as Record<Name, { minor: bigint; currency: string }>
}

const captureOf = (payload: GenericPayload): Partial<PaymentFact> => ({
  ...(payload.capture_id && { providerCaptureId: payload.capture_id }),
  ...amountAs("capturedTotal", payload.captured_total, payload),
})

const riskOf = ({ payment_method_fingerprint, under_review }: GenericPayload): Partial<PaymentFact> => ({
  ...(payment_method_fingerprint && { paymentMethodFingerprint: payment_method_fingerprint }),
  ...(under_review && { underReview: true }),
})

const refundOf = (payload: GenericPayload): Partial<RefundFact> => ({
  ...(payload.refund_id && { providerRefundId: payload.refund_id }),
  ...(payload.refund_reference && { merchantRefundReference: payload.refund_reference }),
  ...amountAs("refundedTotal", payload.refunded_total, payload),
})

/** An event that was recorded before disputes were read may lack fields that are required today. */
function readDispute(state: DisputeFact["state"], payload: GenericPayload, common: Reported): Reading {
  const { dispute_id, evidence_due_by } = payload
  if (!dispute_id) return { facts: [], ignored: "the dispute has no dispute_id" }
  const evidenceDueBy = evidence_due_by ? { evidenceDueBy: new Date(evidence_due_by) } : {}
  return { facts: [{ subject: "dispute", state, providerDisputeId: dispute_id, ...common, ...evidenceDueBy }] }
}

const paymentMethodOf = (payload: GenericPayload): Partial<PaymentMethodFact> => ({
  ...(payload.payment_method_id && { providerPaymentMethodId: payload.payment_method_id }),
  ...(payload.customer_id && { providerCustomerId: payload.customer_id }),
  ...(payload.brand && { brand: payload.brand }),
  ...(payload.last4 && { last4: payload.last4 }),
  ...(payload.expires_on && { expiresOn: new Date(payload.expires_on) }),
})
