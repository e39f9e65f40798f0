import { PAYMENT_STATES, type PaymentState } from "../../services/domain/states"
import { hmacSha256 } from "../../services/signature/hmac"
import { paymentOnly, type Dialect, type TestPaymentEvent } from "../dialect"
import { jsonBody, unixSeconds } from "./json-body"

/** `secret` is the endpoint's signing secret, `whsec_…` and all. */
export interface StripeCredentials {
  readonly secret: string
}

const TYPES: Record<PaymentState, string> = {
  pending: "payment_intent.processing",
  requires_action: "payment_intent.requires_action",
  authorized: "payment_intent.amount_capturable_updated",
  captured: "payment_intent.succeeded",
  failed: "payment_intent.payment_failed",
  canceled: "payment_intent.canceled",
  expired: "payment_intent.canceled",
}

const STATUSES: Record<PaymentState, string> = {
  pending: "processing",
  requires_action: "requires_action",
  authorized: "requires_capture",
  captured: "succeeded",
  failed: "requires_payment_method",
  canceled: "canceled",
  expired: "canceled",
}

/** The headers Stripe sends with a body, signed as of `at`. */
export function stripeHeaders(body: Buffer, { secret }: StripeCredentials, at: Date): Record<string, string> {
  const timestamp = unixSeconds(at)
  const signature = hmacSha256(secret, `${timestamp}.`, body).toString("hex")
  return { "content-type": "application/json; charset=utf-8", "stripe-signature": `t=${timestamp},v1=${signature}` }
}

function cancellationReason({ state, reasonCode }: TestPaymentEvent): string | null {
  if (state === "expired") return "automatic"
  return state === "canceled" ? (reasonCode ?? "requested_by_customer") : null
}

function stripeEvent(event: TestPaymentEvent): unknown {
  const { id, state, sessionId, paymentId, amount, currency, mode, reasonCode, occurredAt } = event
  const livemode = mode === "live"
  return {
    id,
    object: "event",
    api_version: "2025-03-31.basil",
    created: unixSeconds(occurredAt),
    data: {
      object: {
        id: paymentId,
        object: "payment_intent",
        amount,
        amount_capturable: state === "authorized" ? amount : 0,
        amount_received: state === "captured" ? amount : 0,
        cancellation_reason: cancellationReason(event),
        capture_method: state === "authorized" ? "manual" : "automatic",
        client_secret: `${paymentId}_secret_sandbox`,
        created: unixSeconds(occurredAt),
        currency: currency.toLowerCase(),
        last_payment_error:
          state === "failed"
            ? { type: "card_error", code: "card_declined", decline_code: reasonCode ?? "generic_decline" }
            : null,
        livemode,
        metadata: sessionId === undefined ? {} : { session_id: sessionId },
        status: STATUSES[state],
      },
    },
    livemode,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: TYPES[state],
  }
}

/** Stripe's snapshot events about a payment intent. */
export const stripeDialect: Dialect<StripeCredentials> = {
  provider: "stripe",
  speaks: PAYMENT_STATES.map((state) => `payment.${state}` as const),
  sign(event, credentials, at) {
    const body = jsonBody(stripeEvent(paymentOnly("stripe", event)))
    return { method: "POST", headers: stripeHeaders(body, credentials, at), body }
  },
  example: () => ({
    credentials: { secret: "whsec_example_stripe_secret" },
    options: { signingSecrets: ["whsec_example_stripe_secret"] },
  }),
}
