import type { GatewayTruth } from "../dialect"
import { ok, type Handler, type Routes } from "../gateway/http/router"
import { intent } from "./stripe-objects"

const refused = (status: number, code: string) => ({ status, body: { error: { type: "invalid_request_error", code } } })

const keyed =
  (handler: Handler): Handler =>
  (call) =>
    /^Bearer [rs]k_/.test(call.headers.authorization ?? "") ? handler(call) : refused(401, "api_key_invalid")

/** Stripe's API, as far as thin events are looked up in it. */
export const stripeApi = ({ payment }: GatewayTruth): Routes => ({
  "GET /v1/payment_intents/:id": keyed(({ params }) => {
    const found = payment(params.id ?? "")
    if (!found) return refused(404, "resource_missing")
    return ok(
      intent({
        paymentId: found.id,
        state: found.status,
        amount: found.status === "captured" ? found.captured_amount : found.amount,
        currency: found.currency,
        mode: found.mode,
        occurredAt: new Date(found.created_at),
        ...(found.session_id && { sessionId: found.session_id }),
        ...(found.reason_code && { reasonCode: found.reason_code }),
      }),
    )
  }),
})
