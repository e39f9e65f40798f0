import type { PaymentFact } from "../../domain/facts"
import type { ProviderEvent, Reading } from "../provider"
import { stripeAmount } from "./amount"
import { intentEvent, type StripeEvent } from "./event"
import { REPORTS } from "./reports"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads a payment intent's event as one fact. Pure and total. */
export function normalizeStripe({ type, occurredAt, payload }: ProviderEvent<StripeEvent>): Reading {
  if (payload.object !== "event") {
    return ignored(`"${type}" is a thin event, which does not carry the payment; send snapshot events`)
  }
  const report = REPORTS.get(type)
  if (!report) return ignored(`event type "${type}" is not read`)
  const event = intentEvent.safeParse(payload)
  if (!event.success) return ignored(`"${type}" does not carry a payment intent`)
  const intent = event.data.data.object
  const { state, units, reasonCode } = report(intent)
  // Stripe sends this type also when the last part has been captured.
  if (state === "authorized" && units === 0) return ignored("nothing is left to capture")
  const sessionId = intent.metadata?.session_id
  const amount = stripeAmount(units, intent.currency)
  const fact: PaymentFact = {
    subject: "payment",
    state,
    providerPaymentId: intent.id,
    mode: event.data.livemode ? "live" : "test",
    ...(sessionId && { sessionId }),
    ...(amount && { amount }),
    ...(reasonCode && { reasonCode }),
    ...(occurredAt && { occurredAt }),
  }
  return { facts: [fact] }
}
