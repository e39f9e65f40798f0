import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import { amountOf } from "./amount"
import { idOf, sessionIn } from "./fields"
import { AGENT_DETAILS, foreignOrder, isForeign, missingLines } from "./foreign-order"
import { pickSession, type CheckoutSession } from "./pick-session"
import { reader, type Reader, type With } from "./reader"

/** Payment states by payment status. Nothing is to be paid where no payment is required. */
type States = Readonly<Record<string, PaymentState | undefined>>

/** Completed is not paid: a bank debit is still under way then, and a card may be only authorized. */
const COMPLETED: States = { paid: "captured", unpaid: "pending" }
const FAILED: States = { paid: "failed", unpaid: "failed" }
const EXPIRED: States = { paid: "expired", unpaid: "expired" }

const ELSEWHERE = new Set(["setup", "subscription"])

const checkoutSession = (states: States): Reader =>
  reader(
    { what: "a Checkout session", pick: pickSession, needs: ["mode", "payment_status"] },
    (session: With<CheckoutSession, "mode" | "payment_status">, context, options) => {
      const { id, mode, payment_status: status, amount_total, currency } = session
      if (ELSEWHERE.has(mode)) return `a Checkout session of mode "${mode}" pays for no order by itself`
      if (status === "no_payment_required") return "nothing is to be paid"
      const sessionId = sessionIn(session, session.payment_intent)
      const providerPaymentId = idOf(session.payment_intent)
      const amount = amountOf(amount_total, currency)
      const about = {
        ...readReference(session.client_reference_id),
        ...(sessionId && { sessionId }),
        ...(providerPaymentId && { providerPaymentId }),
        ...(amount && { amount }),
      }
      const state = Object.hasOwn(states, status) ? states[status] : undefined
      if (mode !== "payment" || !state) {
        const problem = mode === "payment" ? `the payment status "${status}"` : `the mode "${mode}"`
        return { unclear: { detail: `the Checkout session ${id} has ${problem}, which is not known`, ...about } }
      }
      if (states === COMPLETED && isForeign(session, options)) return { unclear: { ...about, ...foreignOrder(session) } }
      return { subject: "payment", state, ...context, ...about }
    },
  )

/** Only what an agent's order was completed with tells of the order. */
const completed: Reader = {
  ...checkoutSession(COMPLETED),
  expand: {
    field: "line_items",
    missing: (payload, options) => missingLines(payload, pickSession, options),
    preview: AGENT_DETAILS,
  },
}

export const CHECKOUT_SESSIONS: readonly (readonly [string, Reader])[] = [
  ["checkout.session.completed", completed],
  ["checkout.session.async_payment_succeeded", completed],
  ["checkout.session.async_payment_failed", checkoutSession(FAILED)],
  ["checkout.session.expired", checkoutSession(EXPIRED)],
]
