import type { Mode } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"

/** How webhooks of one account are signed and where they go. */
export interface GatewayAccount {
  /** Id of the dialect that words and signs them (`stripe`, `hmac`, `sandbox` …). */
  readonly dialect: string
  /** The dialect's own credentials: signing secrets and the like. */
  readonly credentials: unknown
  /** Where this account's webhooks are posted. */
  readonly url: string
}

export type CaptureMode = "manual" | "automatic"

/** The truth about one payment. Amounts are integer minor units, currencies upper-case ISO 4217, times ISO 8601. */
export interface GatewayPayment {
  readonly id: string
  status: PaymentState
  amount: number
  currency: string
  /** The merchant's reference: Medusa's payment session. */
  session_id?: string
  capture_mode: CaptureMode
  captured_amount: number
  refunded_amount: number
  mode: Mode
  reason_code?: string
  readonly created_at: string
  updated_at: string
}

/** One call the merchant made to change a payment: what a test counts to prove that no money moved twice. */
export interface GatewayCall {
  readonly verb: "create" | "update" | "capture" | "cancel" | "refund"
  readonly at: string
  readonly idempotency_key?: string
  /** True when the key was known and the first answer was given again. */
  readonly replayed: boolean
  /** The answer's HTTP status. */
  readonly status: number
  readonly amount?: number
}

/** How the webhook of one change is delivered. */
export interface DeliveryPlan {
  /** Account whose dialect it is signed in. Default: the gateway's `defaultAccount`. */
  account?: string
  /** Copies of the same event, sent at once. 0 delivers nothing. Default 1. */
  times?: number
  /** Milliseconds to wait before the first attempt. */
  delayMs?: number
  /** Keep it until `POST /deliveries/release`. */
  hold?: boolean
  /** Answer the control call only when every copy is delivered or given up. */
  wait?: boolean
  /** Pauses between attempts; as many retries as entries. Default: the gateway's. */
  retryDelaysMs?: number[]
}

/** Body of a control call. What it overrides is a lie of the webhook only; the truth keeps its values. */
export interface ChangeRequest {
  delivery?: DeliveryPlan
  reason_code?: string
  /** Minor units the webhook reports; for `refund`, what is refunded. */
  amount?: number
  currency?: string
  mode?: Mode
  /** Session the webhook names; null names none. */
  session_id?: string | null
  /** Event id of the webhook. Default: a fresh one. */
  event_id?: string
  /** Deliver the webhook but leave the truth as it is. */
  report_only?: boolean
}

/** One HTTP try. */
export interface GatewayAttempt {
  readonly at: string
  /** Milliseconds until the answer, or until there was none. */
  readonly ms: number
  readonly status?: number
  /** First characters of the answer. */
  readonly body?: string
  /** Why there was no answer. */
  readonly error?: string
}

/** One copy of one event on its way to one account. */
export interface GatewayDelivery {
  readonly id: string
  readonly account: string
  readonly event_id: string
  readonly payment_id: string
  readonly reported: PaymentState
  state: "held" | "scheduled" | "delivered" | "given_up"
  readonly url: string
  readonly attempts: GatewayAttempt[]
}

/** A message that a notification provider handed in. */
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

/** What the mailbox does to the next messages. */
export interface MailboxFaults {
  /** Answer 500 to the next n messages, and do not keep them. */
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
}
