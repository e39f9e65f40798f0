import { ok, type Call, type Reply } from "../http/router"
import { paymentOf, type GatewayState } from "../state"

/** `GET /payments/:id`: the truth. */
export const showPayment =
  (state: GatewayState) =>
  (call: Call): Reply =>
    ok({ ...paymentOf(state, call.params.id) })

/** `GET /payments`, by `session_id` where given. */
export const listPayments =
  (state: GatewayState) =>
  ({ query }: Call): Reply => {
    const sessionId = query.get("session_id")
    return ok({
      payments: [...state.payments.values()].filter((payment) => sessionId === null || payment.session_id === sessionId),
    })
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
