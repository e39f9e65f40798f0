import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import { paymentOf, type GatewayState } from "../state"
import type { GatewayPayment } from "../types"
import { once } from "./once"

type MoneyVerb = "update" | "capture" | "cancel" | "refund"

const REFUSED = (verb: MoneyVerb, { id, status }: GatewayPayment) =>
  new GatewayError(409, "payment_unexpected_state", `Payment ${id} is ${status}: ${verb} is not possible`)

/** What each call does to the truth. Done already is fine; impossible is refused, as a provider would. */
const APPLY: Record<MoneyVerb, (payment: GatewayPayment, body: Call["body"]) => void> = {
  update(payment, { amount, currency }) {
    if (!["pending", "requires_action", "failed"].includes(payment.status)) throw REFUSED("update", payment)
    if (typeof amount === "number") payment.amount = amount
    if (typeof currency === "string") payment.currency = currency.toUpperCase()
  },
  capture(payment) {
    if (payment.status === "captured") return
    if (payment.status !== "authorized") throw REFUSED("capture", payment)
    payment.status = "captured"
    payment.captured_amount = payment.amount
  },
  cancel(payment) {
    if (payment.status === "captured") throw REFUSED("cancel", payment)
    if (payment.status !== "expired") payment.status = "canceled"
  },
  refund(payment, { amount }) {
    const wanted = typeof amount === "number" ? amount : payment.captured_amount - payment.refunded_amount
    if (payment.status !== "captured") throw REFUSED("refund", payment)
    if (wanted <= 0 || payment.refunded_amount + wanted > payment.captured_amount) {
      throw new GatewayError(422, "refund_exceeds_captured", `Payment ${payment.id}: ${wanted} is more than is left to refund`)
    }
    payment.refunded_amount += wanted
  },
}

/** `POST /payments/:id/calls/:verb`: what the merchant's server (Medusa's payment provider) asks for. It delivers no webhook. */
export const moneyCall =
  (state: GatewayState, verb: MoneyVerb) =>
  async (call: Call): Promise<Reply> => {
    const payment = paymentOf(state, call.params.id)
    const { amount } = call.body
    return once(state, call, { verb, paymentId: payment.id, ...(typeof amount === "number" ? { amount } : {}) }, () => {
      APPLY[verb](payment, call.body)
      payment.updated_at = new Date().toISOString()
      return ok({ ...payment })
    })
  }
