import { DISPUTE_STATES, REFUND_STATES } from "../../services/domain/facts"
import { PAYMENT_STATES } from "../../services/domain/states"
import { hmacSha256 } from "../../services/signature/hmac"
import { eventName, UnspokenEventError, type Dialect, type TestEvent } from "../dialect"
import { jsonBody, unixSeconds } from "./json-body"
import { EXAMPLE_KEY, stripeApi } from "./stripe-api"
import {
  chargeCaptured,
  chargeId,
  chargeRefunded,
  dispute,
  DISPUTE_TYPES,
  intent,
  INTENT_TYPES,
  isPartial,
  paymentMethod,
  PAYMENT_METHOD_TYPES,
  refund,
  REFUND_TYPES,
} from "./stripe-objects"

/** `secret` is the endpoint's signing secret, `whsec_…` and all. */
export interface StripeCredentials {
  readonly secret: string
  /** The endpoint's payload style: thin events name the payment, and the adapter looks it up. Here only payments have them. */
  readonly thin?: true
}

/**
 * The headers Stripe sends with a body, signed as of `at`.
 *
 * @example
 * ```ts
 * const headers = stripeHeaders(body, { secret: "whsec_example" }, new Date())
 * ```
 */
export function stripeHeaders(body: Buffer, { secret }: StripeCredentials, at: Date): Record<string, string> {
  const timestamp = unixSeconds(at)
  const signature = hmacSha256(secret, `${timestamp}.`, body).toString("hex")
  return { "content-type": "application/json; charset=utf-8", "stripe-signature": `t=${timestamp},v1=${signature}` }
}

function snapshotEvent(event: TestEvent): unknown {
  const { type, data, version = "2025-03-31.basil" } = snapshotOf(event)
  return {
    id: event.id,
    object: "event",
    api_version: version,
    created: unixSeconds(event.occurredAt),
    data,
    livemode: event.mode === "live",
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  }
}

function snapshotOf(event: TestEvent): { type: string; data: object; version?: string } {
  if (event.subject === "dispute") return { type: DISPUTE_TYPES[event.state], data: { object: dispute(event) } }
  if (event.subject === "payment_method") {
    return { type: PAYMENT_METHOD_TYPES[event.state], data: { object: paymentMethod(event) } }
  }
  // The charge reports a partial capture of an authorization: the intent succeeds with the last one.
  if (event.subject !== "refund" && isPartial(event)) return { type: "charge.captured", data: { object: chargeCaptured(event) } }
  if (event.subject !== "refund") return { type: INTENT_TYPES[event.state], data: { object: intent(event) } }
  // Only the charge reports the sum, and only older API versions report the refund beside it.
  return event.state === "succeeded"
    ? { type: "charge.refunded", data: chargeRefunded(event), version: "2020-08-27" }
    : { type: REFUND_TYPES[event.state], data: { object: refund(event) } }
}

function thinEvent(event: TestEvent): unknown {
  if (event.subject !== undefined && event.subject !== "payment") {
    throw new UnspokenEventError("stripe, with thin payloads,", eventName(event))
  }
  const partial = isPartial(event)
  return {
    id: event.id,
    object: "v2.core.event",
    type: `v1.${partial ? "charge.captured" : INTENT_TYPES[event.state]}`,
    created: event.occurredAt.toISOString(),
    livemode: event.mode === "live",
    reason: null,
    related_object: partial
      ? { id: chargeId(event), type: "charge", url: `/v1/charges/${chargeId(event)}` }
      : { id: event.paymentId, type: "payment_intent", url: `/v1/payment_intents/${event.paymentId}` },
  }
}

/**
 * Stripe's events about payments, refunds, disputes and payment methods.
 *
 * @example
 * ```ts
 * const { credentials, options } = stripeDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = stripeDialect.sign(event, credentials, new Date())
 * ```
 */
export const stripeDialect: Dialect<StripeCredentials> = {
  provider: "stripe",
  speaks: [
    ...PAYMENT_STATES.map((state) => `payment.${state}` as const),
    ...REFUND_STATES.map((state) => `refund.${state}` as const),
    ...DISPUTE_STATES.map((state) => `dispute.${state}` as const),
    "payment_method.expiring",
    "payment_method.updated",
  ],
  sign(event, credentials, at) {
    const body = jsonBody(credentials.thin ? thinEvent(event) : snapshotEvent(event))
    return { method: "POST", headers: stripeHeaders(body, credentials, at), body }
  },
  example: ({ apiUrl }) => ({
    credentials: { secret: "whsec_example_stripe_secret" },
    options: { signingSecrets: ["whsec_example_stripe_secret"], apiKeys: [EXAMPLE_KEY], apiUrl },
  }),
  api: stripeApi,
}
