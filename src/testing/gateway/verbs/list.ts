import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import { paymentOf, type GatewayState } from "../state"
import type { GatewayPayment } from "../truth"
import { occurredAt } from "./occurred-at"

/** `GET /payments/:id`: the truth. */
export const showPayment =
  (state: GatewayState) =>
  (call: Call): Reply =>
    ok(paymentOf(state, call.params.id))

const byUpdate = (a: GatewayPayment, b: GatewayPayment): number => (cursorOf(a) < cursorOf(b) ? -1 : 1)

/** A payment's position in the list. */
const cursorOf = ({ updated_at, id }: GatewayPayment): string => `${updated_at}~${id}`

/**
 * `GET /payments`: by `session_id`, and changed since `updated_since` (ISO 8601, inclusive), where given. The payment that
 * changed longest ago comes first. With `limit`, `next_cursor` is given where there are more, to be sent as `cursor`.
 */
export const listPayments =
  (state: GatewayState) =>
  ({ query }: Call): Reply => {
    const sessionId = query.get("session_id")
    const since = query.has("updated_since") ? occurredAt(query.get("updated_since")).toISOString() : ""
    const after = query.get("cursor") ?? ""
    const limit = query.has("limit") ? Number(query.get("limit")) : state.payments.size + 1
    if (!Number.isInteger(limit) || limit < 1) throw new GatewayError(422, "bad_limit", "limit must be a positive integer")
    const found = [...state.payments.values()]
      .filter((payment) => sessionId === null || payment.session_id === sessionId)
      .filter((payment) => payment.updated_at >= since && cursorOf(payment) > after)
      .sort(byUpdate)
    const payments = found.slice(0, limit)
    const last = payments.at(-1)
    return ok({ payments, ...(last && found.length > limit ? { next_cursor: cursorOf(last) } : {}) })
  }

/** `GET /payments/:id/calls`: the calls that the merchant made, oldest first. */
export const listCalls =
  (state: GatewayState) =>
  (call: Call): Reply =>
    ok({ calls: state.calls.get(paymentOf(state, call.params.id).id) ?? [] })

/** `GET /deliveries`, by `payment_id` and `event_id` where given: every copy with its attempts, oldest first. */
export const listDeliveries =
  (state: GatewayState) =>
  ({ query }: Call): Reply => {
    const [paymentId, eventId] = [query.get("payment_id"), query.get("event_id")]
    const views = [...state.deliveries.values()].map(({ view }) => view)
    return ok({
      deliveries: views.filter(
        (view) => (paymentId === null || view.payment_id === paymentId) && (eventId === null || view.event_id === eventId),
      ),
    })
  }
