import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import { newId, paymentOf, type GatewayState } from "../state"
import { changed, type GatewayPayment } from "../truth"
import type { WebhooksOnCalls } from "../types"
import { captured } from "./captured"
import { paymentNews, refundNews, type News } from "./news"
import { once } from "./once"
import { newRefund } from "./refund"
import { report } from "./report"

type MoneyVerb = "update" | "capture" | "cancel" | "refund"

interface Asked extends Pick<WebhooksOnCalls, "refund_status"> {
  readonly body: Call["body"]
  readonly at: Date
}

/** The payment after a call, and a provider's report of the change; none when nothing changed. */
type Outcome = readonly [payment: GatewayPayment, news?: News]

const REFUSED = (verb: MoneyVerb, { id, status }: GatewayPayment) =>
  new GatewayError(409, "payment_unexpected_state", `Payment ${id} is ${status}: ${verb} is not possible`)

/** The effect of each call on the truth. A call that is done already succeeds. An impossible one is refused, as a provider would. */
const OUTCOMES: Record<MoneyVerb, (payment: GatewayPayment, asked: Asked) => Outcome> = {
  update(payment, { body: { amount, currency }, at }) {
    if (!["pending", "requires_action", "failed"].includes(payment.status)) throw REFUSED("update", payment)
    const money = {
      ...(typeof amount === "number" ? { amount } : {}),
      ...(typeof currency === "string" ? { currency: currency.toUpperCase() } : {}),
    }
    return [changed(payment, money, at)]
  },
  capture(payment, { at }) {
    if (payment.status === "captured") return [payment]
    if (payment.status !== "authorized") throw REFUSED("capture", payment)
    const next = captured(payment, {}, at)
    return [next, paymentNews(next, "captured")]
  },
  cancel(payment, { at }) {
    if (payment.captured_amount > 0) throw REFUSED("cancel", payment)
    if (payment.status === "canceled" || payment.status === "expired") return [payment]
    const next = changed(payment, { status: "canceled" }, at)
    return [next, paymentNews(next, "canceled")]
  },
  refund(payment, { body: { amount, reference }, refund_status, at }) {
    if (payment.captured_amount === 0) throw REFUSED("refund", payment)
    const asked = {
      ...(typeof amount === "number" ? { amount } : {}),
      ...(typeof reference === "string" ? { reference } : {}),
    }
    const refund = newRefund(payment, { id: newId("re"), ...asked, status: refund_status }, at)
    const next = changed(payment, { refunds: [...payment.refunds, refund] }, at)
    return [next, refundNews(next, refund)]
  },
}

/**
 * `POST /payments/:id/calls/:verb`: a request of the merchant's server (Medusa's payment provider). It delivers no webhook,
 * unless webhooks on calls are switched on.
 */
export const moneyCall =
  (state: GatewayState, verb: MoneyVerb) =>
  async (call: Call): Promise<Reply> => {
    const { id } = paymentOf(state, call.params.id)
    const { amount } = call.body
    return once(state, call, { verb, paymentId: id, ...(typeof amount === "number" ? { amount } : {}) }, async () => {
      const webhooks = state.webhooksOnCalls.has(id) ? state.webhooksOnCalls.get(id) : state.defaultWebhooksOnCalls
      const at = new Date()
      const asked = { body: call.body, refund_status: webhooks?.refund_status, at }
      const [payment, news] = OUTCOMES[verb](paymentOf(state, id), asked)
      // Its answer must not wait for a webhook: the caller may hold the webhook until it has the answer.
      if (webhooks && news) await report(state, { payment, news, at }, { delivery: { ...webhooks.delivery, wait: false } })
      else state.payments.set(id, payment)
      return ok(payment)
    })
  }
