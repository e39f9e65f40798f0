import { z } from "@medusajs/framework/zod"
import type { PaymentState } from "../../domain/states"
import { storableText } from "../kit/storable-text"
import { stripeAmount } from "./amount"
import { currency, expandable, metadata, methodDetails, optionalText, sessionIn, units } from "./event"
import { reader, type Reader } from "./reader"

const intent = z.object({
  id: storableText,
  object: z.literal("payment_intent"),
  amount: units,
  amount_capturable: units.default(0),
  amount_received: units.default(0),
  currency,
  metadata,
  last_payment_error: z.object({ code: optionalText, decline_code: optionalText, payment_method: methodDetails }).nullish(),
  cancellation_reason: optionalText,
  // An open review of Radar's.
  review: expandable.catch(undefined),
})

type PaymentIntent = z.output<typeof intent>

/** One event type's report about its payment intent. `units` are Stripe's smallest units. */
interface Report {
  readonly state: PaymentState
  readonly units: number
  readonly reasonCode?: string | null
}

/**
 * Cancellations that nobody asked for: the authorization was not captured in time, or the intent was not paid in time. The buyer
 * is notified of them in other words than of a cancellation by the merchant, so they are `expired`.
 */
const RAN_OUT: ReadonlySet<string | null | undefined> = new Set(["automatic", "expired"])

const paymentIntent = (report: (intent: PaymentIntent) => Report): Reader =>
  reader<PaymentIntent>("a payment intent", intent, (intent, context) => {
    const { state, units, reasonCode } = report(intent)
    // Stripe sends this type also when the last part has been captured.
    if (state === "authorized" && units === 0) return "nothing is left to capture"
    const sessionId = sessionIn(intent)
    const amount = stripeAmount(units, intent.currency)
    const fingerprint = intent.last_payment_error?.payment_method?.card?.fingerprint
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

const requiresAction = paymentIntent(({ amount }) => ({ state: "requires_action", units: amount }))

export const PAYMENT_INTENTS: readonly (readonly [string, Reader])[] = [
  ["payment_intent.processing", paymentIntent(({ amount }) => ({ state: "pending", units: amount }))],
  ["payment_intent.requires_action", requiresAction],
  // Some of a bank transfer has come: the buyer still has to send the rest, and the intent stays in `requires_action`.
  ["payment_intent.partially_funded", requiresAction],
  [
    "payment_intent.amount_capturable_updated",
    paymentIntent(({ amount_capturable }) => ({ state: "authorized", units: amount_capturable })),
  ],
  // Not the amount asked for: a capture may take less than was authorized.
  ["payment_intent.succeeded", paymentIntent(({ amount_received }) => ({ state: "captured", units: amount_received }))],
  [
    "payment_intent.payment_failed",
    paymentIntent(({ amount, last_payment_error: error }) => ({
      state: "failed",
      units: amount,
      reasonCode: error?.decline_code ?? error?.code,
    })),
  ],
  [
    "payment_intent.canceled",
    paymentIntent(({ amount, cancellation_reason: reason }) => ({
      state: RAN_OUT.has(reason) ? "expired" : "canceled",
      units: amount,
      reasonCode: reason,
    })),
  ],
]
