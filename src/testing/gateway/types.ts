import type { DisputeState, FactName, Mode, RefundState } from "../../services/domain/facts"

export type { CaptureMode, GatewayCapture, GatewayDispute, GatewayPayment, GatewayRefund } from "./truth"

/** Signing and address of one account's webhooks. */
export interface GatewayAccount {
  /** Id of the dialect that words and signs them (`stripe`, `hmac`, `sandbox` …). */
  readonly dialect: string
  /** The dialect's own credentials: signing secrets and the like. */
  readonly credentials: unknown
  /** The URL to which this account's webhooks are posted. */
  readonly url: string
}

/** One of the merchant's calls to change a payment. A test counts these to prove that no money moved twice. */
export interface GatewayCall {
  readonly verb: "create" | "update" | "capture" | "cancel" | "refund"
  readonly at: string
  readonly idempotency_key?: string
  /** True when the key was known and the first answer was repeated. */
  readonly replayed: boolean
  /** The answer's HTTP status. */
  readonly status: number
  readonly amount?: number
}

/** The delivery of the webhook of one change. */
export interface DeliveryPlan {
  /** Account whose dialect it is signed in. Default: the gateway's `defaultAccount`. */
  account?: string
  /** Copies of the same event, sent at once. 0 delivers nothing. Default 1. */
  times?: number
  /** Milliseconds to wait before the first attempt. */
  delayMs?: number
  /** Hold it until `POST /deliveries/release`. */
  hold?: boolean
  /** Answer the control call only when every copy is delivered or given up. */
  wait?: boolean
  /** Pauses between attempts; as many retries as entries. Default: the gateway's. */
  retryDelaysMs?: number[]
}

/** Fields of every control call about its webhook. A field that differs from the truth is a lie of the webhook only. */
interface Report {
  delivery?: DeliveryPlan
  currency?: string
  mode?: Mode
  /** Session the webhook names; null names none. */
  session_id?: string | null
  /** Event id of the webhook. Default: a fresh one. */
  event_id?: string
  /** ISO 8601: the time of the event by the provider's clock, in the webhook and in the truth. Default: now. */
  occurred_at?: string
  /** Deliver the webhook and leave the truth unchanged. */
  report_only?: boolean
}

/** Body of a control call that changes the payment. */
export interface ChangeRequest extends Report {
  /** Minor units that the webhook reports in place of the true ones. */
  amount?: number
  reason_code?: string
}

export interface CaptureRequest extends ChangeRequest {
  /** Minor units that are really captured. Default: all that is left. More than is left is an over-capture. */
  capture_amount?: number
  /** The last capture, though a remainder is left: the remainder is voided. */
  final?: boolean
}

/** Body of a control call about an existing refund or dispute. */
export interface UpdateRequest extends Report {
  /** Minor units that the webhook reports in place of the true ones. */
  reported_amount?: number
  reason_code?: string
}

export interface RefundRequest extends Omit<UpdateRequest, "reason_code"> {
  /** Minor units that are refunded. Default: all that is left. */
  amount?: number
  /** Default `succeeded`. */
  status?: Exclude<RefundState, "failed">
  /** Id of the refund. With the id of an existing one, that refund is reported again in its current state. Default: a fresh one. */
  refund_id?: string
}

export interface DisputeRequest extends UpdateRequest {
  /** Minor units that are contested. Default: all that was captured. */
  amount?: number
  /** `warning` is an inquiry before a dispute. Default `opened`. */
  status?: Extract<DisputeState, "warning" | "opened">
  /** ISO 8601. Default: none. */
  evidence_due_by?: string
  /** Default: a fresh one. */
  dispute_id?: string
}

/** Whether the webhooks that a real provider sends of the merchant's own calls are delivered, too. */
export interface WebhooksOnCalls {
  /** The plan of the delivery. `wait` has no effect here, because the merchant's call is answered first. */
  delivery?: DeliveryPlan
  /** Initial state of the refunds that the merchant asks for. Default `succeeded`. */
  refund_status?: Exclude<RefundState, "failed">
}

/** One HTTP try. */
export interface GatewayAttempt {
  readonly at: string
  /** Milliseconds until the answer, or until the attempt ended without one. */
  readonly ms: number
  readonly status?: number
  /** First characters of the answer. */
  readonly body?: string
  /** The reason why there was no answer. */
  readonly error?: string
}

/** One copy of one event on its way to one account. */
export interface GatewayDelivery {
  readonly id: string
  readonly account: string
  readonly event_id: string
  readonly payment_id: string
  /** The reported fact: `payment.captured`, `refund.failed` … */
  readonly reported: FactName
  state: "held" | "scheduled" | "delivered" | "given_up"
  readonly url: string
  readonly attempts: GatewayAttempt[]
}

/** A message that a notification provider posted. */
export interface MailboxMessage {
  readonly id: string
  readonly at: string
  readonly to: string
  readonly channel: string
  readonly template?: string
  readonly subject?: string
  readonly text?: string
  readonly html?: string
  readonly idempotency_key?: string
  readonly data?: unknown
}

/** Faults of the mailbox for the next messages. */
export interface MailboxFaults {
  /** Answer 500 to the next n messages, and do not store them. */
  fail?: number
  /** Answer this many milliseconds late, until set again. */
  delayMs?: number
}

export interface GatewayOptions {
  accounts?: Record<string, GatewayAccount>
  /** Account that delivers when a call names none. Default: the first one configured. */
  defaultAccount?: string
  /** Pauses between delivery attempts; as many retries as entries. */
  retryDelaysMs?: number[]
  /** Milliseconds after which an attempt without an answer counts as failed. */
  timeoutMs?: number
  /** Delivers the webhooks of the merchant's own calls, too, of every payment for which nothing else is set. */
  webhooksOnCalls?: WebhooksOnCalls
}

/** Targets of faults: `read` is looking payments up, `call` the merchant's money calls, `api` the dialects' APIs. */
export type FaultPlace = "read" | "call" | "api"

/** The gateway's answers in place of the truth. It refuses before anything happens. */
export interface GatewayFaults {
  /** Default: `read` and `api`. */
  on?: FaultPlace[]
  /** Status of the refusals. Default 429. */
  status?: number
  /** Refuse every n-th request. 0 or nothing, without `times`, ends all faults. */
  every?: number
  /** Refuse the next n requests. */
  times?: number
  /** Refuse this share of all requests, 0 to 1: at random, and the same in every run. */
  share?: number
  /** The answer's `Retry-After`. */
  retryAfterSeconds?: number
}

/** Numbers of requests of each place that were answered, and that faults refused. Those of the control client do not count. */
export type Traffic = Record<FaultPlace, { answered: number; refused: number }>
