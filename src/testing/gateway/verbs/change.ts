import type { PaymentState } from "../../../services/domain/states"
import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import { newId, paymentOf, type GatewayState } from "../state"
import type { ChangeRequest, GatewayPayment } from "../types"
import { plan } from "./plan"

/** The payment's next state, by control verb. `pay` is the buyer's click: what it leads to depends on the capture mode. */
export const CHANGES = {
  pay: (payment) => (payment.capture_mode === "automatic" ? "captured" : "authorized"),
  authorize: () => "authorized",
  capture: () => "captured",
  fail: () => "failed",
  cancel: () => "canceled",
  expire: () => "expired",
  require_action: () => "requires_action",
} as const satisfies Record<string, (payment: GatewayPayment) => PaymentState>

export type Change = keyof typeof CHANGES

/**
 * `POST /payments/:id/<change>`: what buyer and bank do. Any state may follow any other here, because a test of the
 * store's defences needs a provider that contradicts itself.
 */
export const change =
  (state: GatewayState, verb: Change) =>
  async (call: Call): Promise<Reply> => {
    const payment = paymentOf(state, call.params.id)
    const request = call.body as ChangeRequest
    const reported: PaymentState = CHANGES[verb](payment)
    const eventId = request.event_id ?? newId("evt")
    // Planned before the truth changes: a refused plan must not leave a changed payment behind.
    const delivery = plan(state, payment, reported, eventId, request)
    if (!request.report_only) apply(payment, reported, request.reason_code)
    const deliveries = delivery.start()
    if (request.delivery?.wait) await delivery.done()
    return ok({ payment: { ...payment }, event_id: eventId, deliveries })
  }

/** `POST /payments/:id/refund`: a refund made outside Medusa. No dialect words refunds yet, so the truth changes and nothing is delivered. */
export const refund =
  (state: GatewayState) =>
  (call: Call): Reply => {
    const payment = paymentOf(state, call.params.id)
    const left = payment.captured_amount - payment.refunded_amount
    const amount = (call.body as ChangeRequest).amount ?? left
    if (amount <= 0 || amount > left) throw new GatewayError(422, "refund_exceeds_captured", `Only ${left} is left to refund`)
    payment.refunded_amount += amount
    payment.updated_at = new Date().toISOString()
    return ok({ payment: { ...payment }, deliveries: [] })
  }

function apply(payment: GatewayPayment, status: PaymentState, reasonCode: string | undefined): void {
  payment.status = status
  payment.updated_at = new Date().toISOString()
  if (status === "captured") payment.captured_amount = payment.amount
  if (reasonCode === undefined) delete payment.reason_code
  else payment.reason_code = reasonCode
}
