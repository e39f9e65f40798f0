import type { GatewayPayment } from "../gateway/types"
import { unixSeconds } from "./json-body"
import { DISPUTE_TYPES, dispute, INTENT_TYPES, intent, refund } from "./stripe-objects"
import { disputeOf, refundOf, intentSource } from "./stripe-intent-source"

interface StripeEvent {
  readonly id: string
  readonly type: string
  readonly created: number
}

/** Events of a payment, as far as its truth still has them: its state, its refunds and its disputes. */
function eventsOf(payment: GatewayPayment): readonly StripeEvent[] {
  const event = (name: string, type: string, at: string, object: object) => ({
    id: `evt_${payment.id}_${name}`,
    object: "event",
    type,
    created: unixSeconds(new Date(at)),
    livemode: payment.mode === "live",
    data: { object },
  })
  const state = intentSource(payment)
  return [
    event(payment.status, INTENT_TYPES[state.state], payment.captures.at(-1)?.at ?? payment.updated_at, intent(state)),
    ...payment.refunds.map((made) =>
      event(`${made.id}_${made.status}`, "refund.updated", made.at, refund(refundOf(payment, made))),
    ),
    ...payment.disputes.map((opened) =>
      event(`${opened.id}_${opened.status}`, DISPUTE_TYPES[opened.status], opened.at, dispute(disputeOf(payment, opened))),
    ),
  ]
}

/** The events that a request for Stripe's list asks for, the newest first. */
export function stripeEvents(payments: readonly GatewayPayment[], query: URLSearchParams): readonly StripeEvent[] {
  const [from, to, types] = [query.get("created[gte]"), query.get("created[lt]"), query.getAll("types[]")]
  return payments
    .flatMap(eventsOf)
    .filter(({ created, type }) => created >= Number(from ?? 0) && created < Number(to ?? Infinity) && types.includes(type))
    .sort((one, other) => other.created - one.created || (one.id < other.id ? -1 : 1))
}
