import type { FactName } from "../../services/domain/facts"
import { hmacSha256 } from "../../services/signature/hmac"
import {
  eventName,
  moneyOnly,
  UnspokenEventError,
  type Dialect,
  type TestDisputeEvent,
  type TestMoneyEvent,
  type TestRefundEvent,
} from "../dialect"
import { jsonBody, unixSeconds } from "./json-body"

/** `secret` is the webhook's own secret. */
export interface RazorpayCredentials {
  readonly secret: string
}

const TYPES: ReadonlyMap<FactName, string> = new Map<FactName, string>([
  ["payment.pending", "payment.pending"],
  ["payment.authorized", "payment.authorized"],
  ["payment.captured", "payment.captured"],
  ["payment.failed", "payment.failed"],
  ["refund.pending", "refund.created"],
  ["refund.succeeded", "refund.processed"],
  ["refund.failed", "refund.failed"],
  ["dispute.warning", "payment.dispute.created"],
  ["dispute.opened", "payment.dispute.created"],
  ["dispute.under_review", "payment.dispute.under_review"],
  ["dispute.closed", "payment.dispute.closed"],
  ["dispute.won", "payment.dispute.won"],
  ["dispute.lost", "payment.dispute.lost"],
])

const REFUND_STATUSES = { pending: "pending", succeeded: "processed", failed: "failed" } as const
const DISPUTE_STATUSES = {
  warning: "open",
  opened: "open",
  under_review: "under_review",
  closed: "closed",
  won: "won",
  lost: "lost",
} as const

/**
 * The headers Razorpay sends with a body; it signs no time. `eventId` is an unsigned header, as at Razorpay.
 *
 * @example
 * ```ts
 * const headers = razorpayHeaders(body, { secret }, "evt_1")
 * ```
 */
export const razorpayHeaders = (body: Buffer, { secret }: RazorpayCredentials, eventId?: string): Record<string, string> => ({
  "content-type": "application/json",
  ...(eventId === undefined ? {} : { "x-razorpay-event-id": eventId }),
  "x-razorpay-signature": hmacSha256(secret, body).toString("hex"),
})

/** The payment, or the one beside a refund or a dispute. */
function paymentEntity(event: TestMoneyEvent): object {
  const { id, sessionId, paymentId, amount, currency, reasonCode, occurredAt } = event
  const status = event.subject === "refund" || event.subject === "dispute" ? "captured" : event.state
  const refund = event.subject === "refund" ? event : undefined
  return {
    id: paymentId,
    entity: "payment",
    amount: refund?.capturedAmount ?? amount,
    currency,
    status,
    order_id: `order_${paymentId}`,
    invoice_id: null,
    international: false,
    // Razorpay knows one pending payment: the cash on delivery that is not collected yet.
    method: status === "pending" ? "cod" : "card",
    amount_refunded: refund?.refundedTotal ?? 0,
    refund_status: null,
    captured: status === "captured",
    description: null,
    email: "buyer@example.com",
    contact: "+910000000000",
    // Razorpay's bodies have no event id. A merchant's note takes its place, so that two test events never have equal bytes.
    notes: { ...(sessionId === undefined ? {} : { session_id: sessionId }), test_event: id },
    error_code: status === "failed" ? "BAD_REQUEST_ERROR" : null,
    error_reason: status === "failed" ? (reasonCode ?? "payment_failed") : null,
    created_at: unixSeconds(occurredAt),
  }
}

const refundEntity = ({ refundId, reference, paymentId, amount, currency, state, occurredAt }: TestRefundEvent): object => ({
  id: refundId,
  entity: "refund",
  amount,
  currency,
  payment_id: paymentId,
  notes: [],
  receipt: reference ?? null,
  created_at: unixSeconds(occurredAt),
  status: REFUND_STATUSES[state],
  speed_requested: "normal",
  speed_processed: "normal",
})

const disputeEntity = ({
  disputeId,
  paymentId,
  amount,
  currency,
  state,
  reasonCode,
  evidenceDueBy,
  occurredAt,
}: TestDisputeEvent): object => ({
  id: disputeId,
  entity: "dispute",
  payment_id: paymentId,
  amount,
  currency,
  amount_deducted: state === "lost" ? amount : 0,
  reason_code: reasonCode ?? "goods_or_services_not_received_or_partially_received",
  respond_by: evidenceDueBy ? unixSeconds(evidenceDueBy) : unixSeconds(occurredAt) + 3 * 86_400,
  status: DISPUTE_STATUSES[state],
  phase: state === "warning" ? "retrieval" : "chargeback",
  created_at: unixSeconds(occurredAt),
})

function razorpayEvent(event: TestMoneyEvent): unknown {
  const type = TYPES.get(eventName(event))
  if (!type) throw new UnspokenEventError("razorpay", eventName(event))
  const entities = {
    payment: { entity: paymentEntity(event) },
    ...(event.subject === "refund" ? { refund: { entity: refundEntity(event) } } : {}),
    ...(event.subject === "dispute" ? { dispute: { entity: disputeEntity(event) } } : {}),
  }
  return {
    entity: "event",
    account_id: "acc_Example00000001",
    event: type,
    contains: Object.keys(entities),
    payload: entities,
    created_at: unixSeconds(event.occurredAt),
  }
}

/**
 * Razorpay's events about payments, refunds and disputes. Test and live mode look the same.
 *
 * @example
 * ```ts
 * const { credentials, options } = razorpayDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = razorpayDialect.sign(event, credentials, new Date())
 * ```
 */
export const razorpayDialect: Dialect<RazorpayCredentials> = {
  provider: "razorpay",
  speaks: [...TYPES.keys()],
  sign(event, credentials) {
    const body = jsonBody(razorpayEvent(moneyOnly("razorpay", event)))
    return { method: "POST", headers: razorpayHeaders(body, credentials, event.id), body }
  },
  example: () => ({
    credentials: { secret: "example-razorpay-secret" },
    options: { webhookSecrets: ["example-razorpay-secret"], accountIds: ["acc_Example00000001"] },
  }),
}
