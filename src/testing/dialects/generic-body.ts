import type { TestPaymentEvent } from "../dialect"
import { jsonBody } from "./json-body"

/** The body that the generic rooms read. */
export const genericBody = (event: TestPaymentEvent): Buffer =>
  jsonBody({
    id: event.id,
    type: `payment.${event.state}`,
    occurred_at: event.occurredAt.toISOString(),
    data: {
      session_id: event.sessionId,
      payment_id: event.paymentId,
      amount: event.amount,
      currency: event.currency,
      mode: event.mode,
      reason_code: event.reasonCode,
    },
  })
