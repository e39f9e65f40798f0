import type { PaymentState } from "../../domain/states"
import { readCurrency, readObject, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { amountOf } from "./amount"
import { pickCard, pickMetadata, pickReference, requireId, requireKind, sessionIn } from "./fields"
import { reader, type Reader } from "./reader"

export const pickIntent = (object: JsonObject) => {
  const error = readObject(object.last_payment_error)
  return {
    id: requireId(object),
    object: requireKind(object, "payment_intent"),
    amount: readUnits(object.amount),
    amount_capturable: readUnits(object.amount_capturable),
    amount_received: readUnits(object.amount_received),
    currency: readCurrency(object.currency),
    metadata: pickMetadata(object.metadata),
    last_payment_error: error && {
      code: readText(error.code),
      decline_code: readText(error.decline_code),
      payment_method: pickCard(error.payment_method),
    },
    cancellation_reason: readText(object.cancellation_reason),
    // An open review of Radar's.
    review: pickReference(object.review),
  }
}

type PaymentIntent = ReturnType<typeof pickIntent>
type Units = "amount" | "amount_capturable" | "amount_received"

/** One event type's report about its payment intent. */
interface Report {
  readonly state: PaymentState
  /** The field with the amount of the report. */
  readonly units: Units
  readonly reasonCode?: string | undefined
}

/**
 * Cancellations that nobody asked for: the authorization was not captured in time, or the intent was not paid in time. The buyer
 * is notified of them in other words than of a cancellation by the merchant, so they are `expired`.
 */
const RAN_OUT: ReadonlySet<string | undefined> = new Set(["automatic", "expired"])

/** An amount that is compared with the order is needed; beside any other state it is merely shown. */
const paymentIntent = (report: (intent: PaymentIntent) => Report, ...needs: readonly (Units | "currency")[]): Reader =>
  reader({ what: "a payment intent", pick: pickIntent, needs }, (picked, context) => {
    const intent: PaymentIntent = picked
    const { state, units, reasonCode } = report(intent)
    // Stripe sends this type also when the last part has been captured.
    if (state === "authorized" && intent[units] === 0) return "nothing is left to capture"
    const sessionId = sessionIn(intent)
    const amount = amountOf(intent[units], intent.currency)
    const fingerprint = intent.last_payment_error?.payment_method?.card.fingerprint
    return {
      subject: "payment",
      state,
      providerPaymentId: intent.id,
      ...context,
      ...(sessionId && { sessionId }),
      ...(amount && { amount }),
      // Of a capture in several parts, the intent reports everything captured so far.
      ...(state === "captured" && amount && { capturedTotal: amount }),
      ...(reasonCode && { reasonCode }),
      ...(state === "failed" && fingerprint && { paymentMethodFingerprint: fingerprint }),
      ...(intent.review && { underReview: true }),
    }
  })

const requiresAction = paymentIntent(() => ({ state: "requires_action", units: "amount" }))

export const PAYMENT_INTENTS: readonly (readonly [string, Reader])[] = [
  ["payment_intent.processing", paymentIntent(() => ({ state: "pending", units: "amount" }))],
  ["payment_intent.requires_action", requiresAction],
  // Some of a bank transfer has come: the buyer still has to send the rest, and the intent stays in `requires_action`.
  ["payment_intent.partially_funded", requiresAction],
  [
    "payment_intent.amount_capturable_updated",
    paymentIntent(() => ({ state: "authorized", units: "amount_capturable" }), "amount_capturable", "currency"),
  ],
  // Not the amount asked for: a capture may take less than was authorized.
  [
    "payment_intent.succeeded",
    paymentIntent(() => ({ state: "captured", units: "amount_received" }), "amount_received", "currency"),
  ],
  [
    "payment_intent.payment_failed",
    paymentIntent(({ last_payment_error: error }) => ({
      state: "failed",
      units: "amount",
      reasonCode: error?.decline_code ?? error?.code,
    })),
  ],
  [
    "payment_intent.canceled",
    paymentIntent(({ cancellation_reason: reason }) => ({
      state: RAN_OUT.has(reason) ? "expired" : "canceled",
      units: "amount",
      reasonCode: reason,
    })),
  ],
]
