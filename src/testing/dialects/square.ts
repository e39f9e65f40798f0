import type { DisputeState, FactName, RefundState } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"
import { hmacSha256 } from "../../services/signature/hmac"
import {
  eventName,
  moneyOnly,
  UnspokenEventError,
  type Dialect,
  type TestDisputeEvent,
  type TestMoneyEvent,
  type TestPaymentEvent,
  type TestRefundEvent,
} from "../dialect"
import { jsonBody } from "./json-body"

/** The subscription's signature key, and its notification URL as it is registered at Square. */
export interface SquareCredentials {
  readonly signatureKey: string
  readonly notificationUrl: string
}

/**
 * The headers Square sends with a body.
 *
 * @example
 * ```ts
 * const headers = squareHeaders(body, { signatureKey, notificationUrl })
 * ```
 */
export const squareHeaders = (body: Buffer, { signatureKey, notificationUrl }: SquareCredentials): Record<string, string> => ({
  "content-type": "application/json",
  "x-square-hmacsha256-signature": hmacSha256(signatureKey, notificationUrl, body).toString("base64"),
})

const MERCHANT = "MLSANDBOX0001"
const LOCATION = "LSANDBOX0001"

const STATUSES: Partial<Record<PaymentState, string>> = {
  pending: "PENDING",
  authorized: "APPROVED",
  captured: "COMPLETED",
  failed: "FAILED",
  canceled: "CANCELED",
  expired: "CANCELED",
}

const REFUND_STATUSES: Record<RefundState, string> = { pending: "PENDING", succeeded: "COMPLETED", failed: "FAILED" }

const DISPUTE_STATES: Record<DisputeState, string> = {
  warning: "INQUIRY_EVIDENCE_REQUIRED",
  opened: "EVIDENCE_REQUIRED",
  under_review: "PROCESSING",
  closed: "INQUIRY_CLOSED",
  won: "WON",
  lost: "LOST",
}

const moneyOf = ({ amount, currency }: Pick<TestMoneyEvent, "amount" | "currency">) => ({
  amount,
  currency: currency.toUpperCase(),
})

function envelope(event: TestMoneyEvent, type: string, subject: string, id: string, object: object): unknown {
  const created_at = event.occurredAt.toISOString()
  return {
    merchant_id: MERCHANT,
    type,
    event_id: event.id,
    created_at,
    data: { type: subject, id, object: { [subject]: object } },
  }
}

function cardDetails({ state, reasonCode, occurredAt }: TestPaymentEvent): object {
  const at = occurredAt.toISOString()
  const voided = state === "canceled" || state === "expired"
  const code = reasonCode ?? (state === "failed" ? "GENERIC_DECLINE" : undefined)
  return {
    status: voided ? "VOIDED" : state === "failed" ? "FAILED" : state === "captured" ? "CAPTURED" : "AUTHORIZED",
    card: { card_brand: "VISA", last_4: "1111" },
    card_payment_timeline: { authorized_at: at, ...(voided && { voided_at: at }) },
    ...(code && { errors: [{ category: "PAYMENT_METHOD_ERROR", code }] }),
  }
}

function paymentBody(event: TestPaymentEvent): unknown {
  const { state, paymentId, sessionId, occurredAt } = event
  const status = STATUSES[state]
  if (!status) throw new UnspokenEventError("square", eventName(event))
  // A payment shows its whole captured amount, next to the approved one.
  const amount = event.capturedAmount ?? event.amount
  const money = moneyOf({ ...event, amount })
  const approved = moneyOf({ ...event, amount: Math.max(amount, event.authorizedAmount ?? 0) })
  const delayedUntil = new Date(occurredAt.getTime() + (state === "expired" ? 0 : 7 * 86_400_000))
  return envelope(event, "payment.updated", "payment", paymentId, {
    id: paymentId,
    status,
    amount_money: money,
    total_money: money,
    ...((state === "authorized" || state === "captured") && { approved_money: approved }),
    source_type: "CARD",
    card_details: cardDetails(event),
    delay_action: "CANCEL",
    delayed_until: delayedUntil.toISOString(),
    location_id: LOCATION,
    ...(sessionId !== undefined && { reference_id: sessionId }),
    updated_at: occurredAt.toISOString(),
  })
}

const refundBody = (event: TestRefundEvent): unknown =>
  envelope(event, "refund.updated", "refund", event.refundId, {
    id: event.refundId,
    status: REFUND_STATUSES[event.state],
    amount_money: moneyOf(event),
    payment_id: event.paymentId,
    location_id: LOCATION,
    updated_at: event.occurredAt.toISOString(),
  })

const disputeBody = (event: TestDisputeEvent): unknown =>
  envelope(event, "dispute.state.updated", "dispute", event.disputeId, {
    id: event.disputeId,
    state: DISPUTE_STATES[event.state],
    reason: event.reasonCode ?? "NO_KNOWLEDGE",
    amount_money: moneyOf(event),
    disputed_payment: { payment_id: event.paymentId },
    created_at: event.occurredAt.toISOString(),
    due_at: (event.evidenceDueBy ?? new Date(event.occurredAt.getTime() + 14 * 86_400_000)).toISOString(),
    location_id: LOCATION,
    updated_at: event.occurredAt.toISOString(),
    version: 1,
  })

function bodyOf(event: TestMoneyEvent): unknown {
  if (event.subject === "refund") return refundBody(event)
  if (event.subject === "dispute") return disputeBody(event)
  return paymentBody(event)
}

const SPEAKS: readonly FactName[] = [
  ...(Object.keys(STATUSES) as PaymentState[]).map((state) => `payment.${state}` as const),
  ...(Object.keys(REFUND_STATUSES) as RefundState[]).map((state) => `refund.${state}` as const),
  ...(Object.keys(DISPUTE_STATES) as DisputeState[]).map((state) => `dispute.${state}` as const),
]

/**
 * Square's events about payments, refunds and disputes. Square reports the mode in a header that it does not sign.
 *
 * @example
 * ```ts
 * const { credentials, options } = squareDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = squareDialect.sign(event, credentials, new Date())
 * ```
 */
export const squareDialect: Dialect<SquareCredentials> = {
  provider: "square",
  speaks: SPEAKS,
  sign(event, credentials) {
    const body = jsonBody(bodyOf(moneyOnly("square", event)))
    return { method: "POST", headers: squareHeaders(body, credentials), body }
  },
  example: ({ webhookUrl }) => ({
    credentials: { signatureKey: "example-square-signature-key", notificationUrl: webhookUrl },
    options: { signatureKeys: ["example-square-signature-key"], notificationUrls: [webhookUrl], merchantId: MERCHANT },
  }),
}
