import { z } from "@medusajs/framework/zod"
import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import { storableText } from "../kit/storable-text"
import { stripeAmount } from "./amount"
import { currency, expandable, idOf, metadata, optionalText, sessionIn, units } from "./event"
import { reader, type Reader } from "./reader"

const session = z.object({
  id: storableText,
  object: z.literal("checkout.session"),
  mode: z.string(),
  payment_status: z.string(),
  amount_total: units.nullish(),
  currency: currency.nullish(),
  client_reference_id: optionalText,
  payment_intent: expandable,
  metadata,
})

type CheckoutSession = z.output<typeof session>

/** Completed is not paid: a bank debit is still under way then, and a card may be only authorized. */
function paid({ payment_status }: CheckoutSession): PaymentState | undefined {
  if (payment_status === "paid") return "captured"
  return payment_status === "unpaid" ? "pending" : undefined
}

const checkoutSession = (stateOf: (session: CheckoutSession) => PaymentState | undefined): Reader =>
  reader<CheckoutSession>("a Checkout session", session, (session, context) => {
    if (session.mode !== "payment") return `a Checkout session of mode "${session.mode}" pays for no order by itself`
    const state = stateOf(session)
    if (!state) return `payment status "${session.payment_status}" moves no money`
    const sessionId = sessionIn(session, session.payment_intent)
    const providerPaymentId = idOf(session.payment_intent)
    const { amount_total: total, currency } = session
    const amount = total == null || !currency ? undefined : stripeAmount(total, currency)
    return {
      subject: "payment",
      state,
      ...context,
      ...readReference(session.client_reference_id),
      ...(sessionId && { sessionId }),
      ...(providerPaymentId && { providerPaymentId }),
      ...(amount && { amount }),
    }
  })

export const CHECKOUT_SESSIONS: readonly (readonly [string, Reader])[] = [
  ["checkout.session.completed", checkoutSession(paid)],
  ["checkout.session.async_payment_succeeded", checkoutSession(paid)],
  ["checkout.session.async_payment_failed", checkoutSession(() => "failed")],
  ["checkout.session.expired", checkoutSession(() => "expired")],
]
