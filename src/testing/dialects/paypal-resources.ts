import type { DisputeState, RefundState } from "../../services/domain/facts"
import { toMajor } from "../../services/domain/money"
import type { PaymentState } from "../../services/domain/states"
import { WHOLE_AT_PAYPAL } from "../../services/providers/paypal/amount"
import type { TestDisputeEvent, TestPaymentEvent, TestRefundEvent } from "../dialect"

const API = "https://api.sandbox.paypal.com"

/** A payment's id is its order's. The order's captures and authorizations have ids made from it. */
export const captureIdOf = (id: string): string => `CAP-${id}`
export const authorizationIdOf = (paymentId: string): string => `AUTH-${paymentId}`

/** Fields that each of a payment's resources carries. */
export type ReportedPayment = Omit<TestPaymentEvent, "id" | "subject">

const CAPTURES: Record<PaymentState, string> = {
  pending: "PENDING",
  requires_action: "PENDING",
  authorized: "PENDING",
  captured: "COMPLETED",
  failed: "DECLINED",
  canceled: "DECLINED",
  expired: "DECLINED",
}

const AUTHORIZATIONS: Record<PaymentState, string> = {
  pending: "PENDING",
  requires_action: "PENDING",
  authorized: "CREATED",
  captured: "CAPTURED",
  failed: "DENIED",
  canceled: "VOIDED",
  expired: "VOIDED",
}

const ORDERS: Record<PaymentState, string> = {
  pending: "APPROVED",
  requires_action: "PAYER_ACTION_REQUIRED",
  authorized: "COMPLETED",
  captured: "COMPLETED",
  failed: "APPROVED",
  canceled: "VOIDED",
  expired: "VOIDED",
}

const REFUNDS: Record<RefundState, string> = { pending: "PENDING", succeeded: "COMPLETED", failed: "FAILED" }

const DISPUTES: Record<DisputeState, { stage: string; status: string; outcome?: string }> = {
  warning: { stage: "INQUIRY", status: "OPEN" },
  opened: { stage: "CHARGEBACK", status: "WAITING_FOR_SELLER_RESPONSE" },
  under_review: { stage: "CHARGEBACK", status: "UNDER_REVIEW" },
  closed: { stage: "INQUIRY", status: "RESOLVED", outcome: "CANCELED_BY_BUYER" },
  won: { stage: "CHARGEBACK", status: "RESOLVED", outcome: "RESOLVED_SELLER_FAVOUR" },
  lost: { stage: "CHARGEBACK", status: "RESOLVED", outcome: "RESOLVED_BUYER_FAVOUR" },
}

/** Integer minor units in PayPal's notation. */
export function money(minor: number, currency: string) {
  const major = toMajor(BigInt(minor), currency)
  const value = WHOLE_AT_PAYPAL.has(currency.toUpperCase()) ? major.replace(/\.0+$/, "") : major
  return { currency_code: currency.toUpperCase(), value }
}

const link = (rel: string, path: string) => ({ rel, href: `${API}${path}`, method: "GET" })

/** Until a capture has an id of its own, it is the payment's only one. */
const captureOf = ({ captureId, paymentId }: Pick<ReportedPayment, "captureId" | "paymentId">): string =>
  captureIdOf(captureId ?? paymentId)

const payment = ({ paymentId, sessionId, amount, currency, reasonCode, occurredAt }: ReportedPayment) => ({
  amount: money(amount, currency),
  ...(sessionId === undefined ? {} : { custom_id: sessionId }),
  ...(reasonCode === undefined ? {} : { status_details: { reason: reasonCode } }),
  supplementary_data: { related_ids: { order_id: paymentId } },
  create_time: occurredAt.toISOString(),
  update_time: occurredAt.toISOString(),
})

export const captureResource = (reported: ReportedPayment) => ({
  id: captureOf(reported),
  status: CAPTURES[reported.state],
  ...payment(reported),
  final_capture: !reported.capturableAmount,
  links: [link("self", `/v2/payments/captures/${captureOf(reported)}`), link("up", `/v2/checkout/orders/${reported.paymentId}`)],
})

export const authorizationResource = (reported: ReportedPayment) => ({
  id: authorizationIdOf(reported.paymentId),
  status: AUTHORIZATIONS[reported.state],
  ...payment(reported),
  // Three days, unless it ended by itself.
  expiration_time: new Date(reported.occurredAt.getTime() + (reported.state === "expired" ? 0 : 3 * 86_400_000)).toISOString(),
  links: [
    link("self", `/v2/payments/authorizations/${authorizationIdOf(reported.paymentId)}`),
    link("up", `/v2/checkout/orders/${reported.paymentId}`),
  ],
})

/** The event about a reversed approval calls the id `order_id`, the API `id`. */
export const orderResource = ({ paymentId, state, sessionId, amount, currency, occurredAt }: ReportedPayment) => ({
  id: paymentId,
  order_id: paymentId,
  intent: "CAPTURE",
  status: ORDERS[state],
  purchase_units: [
    { reference_id: "default", amount: money(amount, currency), ...(sessionId === undefined ? {} : { custom_id: sessionId }) },
  ],
  create_time: occurredAt.toISOString(),
  update_time: occurredAt.toISOString(),
})

export const refundResource = (event: TestRefundEvent) => ({
  id: event.refundId,
  status: REFUNDS[event.state],
  amount: money(event.amount, event.currency),
  ...(event.reasonCode === undefined ? {} : { status_details: { reason: event.reasonCode } }),
  ...(event.reference === undefined ? {} : { invoice_id: event.reference }),
  seller_payable_breakdown: {
    gross_amount: money(event.amount, event.currency),
    total_refunded_amount: money(event.refundedTotal, event.currency),
  },
  create_time: event.occurredAt.toISOString(),
  update_time: event.occurredAt.toISOString(),
  links: [
    link("self", `/v2/payments/refunds/${event.refundId}`),
    link("up", `/v2/payments/captures/${captureIdOf(event.paymentId)}`),
  ],
})

export function disputeResource(event: TestDisputeEvent) {
  const { stage, status, outcome } = DISPUTES[event.state]
  return {
    dispute_id: event.disputeId,
    status,
    dispute_life_cycle_stage: stage,
    reason: event.reasonCode ?? "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
    dispute_amount: money(event.amount, event.currency),
    ...(event.evidenceDueBy && { seller_response_due_date: event.evidenceDueBy.toISOString() }),
    ...(outcome === undefined ? {} : { dispute_outcome: { outcome_code: outcome } }),
    disputed_transactions: [{ seller_transaction_id: captureIdOf(event.paymentId) }],
    create_time: event.occurredAt.toISOString(),
    update_time: event.occurredAt.toISOString(),
  }
}
