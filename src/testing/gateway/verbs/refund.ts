import { GatewayError } from "../error"
import type { Call, Reply } from "../http/router"
import { newId, paymentOf, type GatewayState } from "../state"
import { changed, refundableOf, withEntry, type GatewayPayment, type GatewayRefund } from "../truth"
import type { RefundRequest, UpdateRequest } from "../types"
import { amountOf, refundNews } from "./news"
import { occurredAt } from "./occurred-at"
import { report } from "./report"

/** A new refund, of `amount` or of all that is left. It refuses more than is left, which no provider records. */
export function newRefund(
  payment: GatewayPayment,
  { amount, status = "succeeded", ...more }: Pick<GatewayRefund, "id" | "reference"> & Pick<RefundRequest, "amount" | "status">,
  at: Date,
): GatewayRefund {
  const left = refundableOf(payment)
  const wanted = amount === undefined ? left : amountOf(amount)
  if (wanted <= 0 || wanted > left) {
    throw new GatewayError(422, "refund_exceeds_captured", `Payment ${payment.id}: only ${left} is left to refund`)
  }
  return { status, amount: wanted, at: at.toISOString(), ...more }
}

/** `POST /payments/:id/refund`: a refund made outside of Medusa, in the provider's dashboard. A known `refund_id` is reported again. */
export const refund =
  (state: GatewayState) =>
  async (call: Call): Promise<Reply> => {
    const before = paymentOf(state, call.params.id)
    const request = call.body as RefundRequest
    const at = occurredAt(request.occurred_at)
    const id = request.refund_id ?? newId("re")
    const known = before.refunds.find((refund) => refund.id === id)
    const made = known ?? madeOf(before, { ...request, id }, at)
    const payment = known ? before : changed(before, { refunds: [...before.refunds, made] }, at)
    const news = refundNews(payment, made, request.reported_amount)
    return report(state, { payment, news, at }, request, { refund: made })
  }

/** A refund that is only reported may exceed the refundable amount. */
function madeOf(payment: GatewayPayment, { id, amount, status, report_only }: RefundRequest & { id: string }, at: Date) {
  if (!report_only || amount === undefined) return newRefund(payment, { id, amount, status }, at)
  return { id, amount: amountOf(amount), status: status ?? ("succeeded" as const), at: at.toISOString() }
}

/** `POST /payments/:id/refunds/:refundId/succeed` and `…/fail`: the outcome of a refund, whoever asked for it. */
export const updateRefund =
  (state: GatewayState, status: "succeeded" | "failed") =>
  async (call: Call): Promise<Reply> => {
    const before = paymentOf(state, call.params.id)
    const request = call.body as UpdateRequest
    const known = before.refunds.find(({ id }) => id === call.params.refundId)
    if (!known) throw new GatewayError(404, "unknown_refund", `Payment ${before.id} has no refund ${call.params.refundId}`)
    const at = occurredAt(request.occurred_at)
    const updated: GatewayRefund = { ...known, status, at: at.toISOString(), reason_code: request.reason_code }
    const payment = changed(before, { refunds: withEntry(before.refunds, updated) }, at)
    const news = refundNews(payment, updated, request.reported_amount)
    return report(state, { payment, news, at }, request, { refund: updated })
  }
