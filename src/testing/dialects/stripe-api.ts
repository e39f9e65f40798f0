import type { GatewayTruth } from "../dialect"
import { ok, type Handler, type Routes } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"
import { chargeCaptured, chargeId, intent, type IntentSource } from "./stripe-objects"

const refused = (status: number, code: string) => ({ status, body: { error: { type: "invalid_request_error", code } } })

const keyed =
  (handler: Handler): Handler =>
  (call) =>
    /^Bearer [rs]k_/.test(call.headers.authorization ?? "") ? handler(call) : refused(401, "api_key_invalid")

/** A payment as it stands: of an authorized one, a part may have been captured. */
function standing(payment: GatewayPayment): IntentSource {
  const { status, amount, captured_amount, session_id, reason_code } = payment
  const hasMoney = captured_amount > 0 && (status === "authorized" || status === "captured")
  return {
    paymentId: payment.id,
    state: hasMoney ? "captured" : status,
    amount,
    authorizedAmount: amount,
    ...(hasMoney && {
      capturedAmount: captured_amount,
      capturableAmount: status === "authorized" ? amount - captured_amount : 0,
    }),
    currency: payment.currency,
    mode: payment.mode,
    occurredAt: new Date(payment.created_at),
    ...(session_id && { sessionId: session_id }),
    ...(reason_code && { reasonCode: reason_code }),
  }
}

/** Stripe's API, as far as thin events are looked up in it. */
export const stripeApi = ({ payment, payments }: GatewayTruth): Routes => ({
  "GET /v1/payment_intents/:id": keyed(({ params }) => {
    const found = payment(params.id ?? "")
    return found ? ok(intent(standing(found))) : refused(404, "resource_missing")
  }),
  "GET /v1/charges/:id": keyed(({ params }) => {
    const found = payments().find(({ id }) => chargeId({ paymentId: id }) === params.id)
    return found ? ok(chargeCaptured(standing(found))) : refused(404, "resource_missing")
  }),
})
