import type { PaymentState } from "../../domain/states"
import type { PaymentIntent } from "./event"

/** What one event type reports about its payment intent; `units` are Stripe's smallest units. */
interface Report {
  readonly state: PaymentState
  readonly units: number
  readonly reasonCode?: string | null
}

/**
 * Nobody asked for these cancellations: the authorization was not captured in time, or the intent was not paid in time.
 * The buyer is told something else than after a cancellation by the merchant, so they are `expired`.
 */
const RAN_OUT: ReadonlySet<string | null | undefined> = new Set(["automatic", "expired"])

/** The event types that are read, each with what it reports. */
export const REPORTS: ReadonlyMap<string, (intent: PaymentIntent) => Report> = new Map<string, (intent: PaymentIntent) => Report>(
  [
    ["payment_intent.processing", ({ amount }) => ({ state: "pending", units: amount })],
    ["payment_intent.requires_action", ({ amount }) => ({ state: "requires_action", units: amount })],
    ["payment_intent.amount_capturable_updated", ({ amount_capturable }) => ({ state: "authorized", units: amount_capturable })],
    // Not the amount asked for: a capture may take less than was authorized.
    ["payment_intent.succeeded", ({ amount_received }) => ({ state: "captured", units: amount_received })],
    [
      "payment_intent.payment_failed",
      ({ amount, last_payment_error: error }) => ({
        state: "failed",
        units: amount,
        reasonCode: error?.decline_code ?? error?.code,
      }),
    ],
    [
      "payment_intent.canceled",
      ({ amount, cancellation_reason: reason }) => ({
        state: RAN_OUT.has(reason) ? "expired" : "canceled",
        units: amount,
        reasonCode: reason,
      }),
    ],
  ],
)
