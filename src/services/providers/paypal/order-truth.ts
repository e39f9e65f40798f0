import type { Fact, PaymentFact, RefundFact } from "../../domain/facts"
import { sumOf } from "../../domain/money"
import type { PaymentState } from "../../domain/states"
import { orderFact, paymentFact, refundFact } from "./facts"
import type { PayPalOptions } from "./options"
import { capturedAuthorization, refundedCapture } from "./related"
import type { Authorization, Capture, FullOrder, Payments, PurchaseUnit } from "./resources"
import { authorizationState, CAPTURES, REFUNDS } from "./states"

/** PayPal's full report of an order's payment: its state, then its refunds. */
export function orderFacts(order: FullOrder, options: PayPalOptions): readonly Fact[] {
  const units = order.purchase_units ?? []
  const payments: Payments = {
    captures: units.flatMap((unit) =>
      (unit.payments?.captures ?? []).map((capture) => within(order, unit, drawnOn(unit, capture))),
    ),
    authorizations: units.flatMap((unit) => (unit.payments?.authorizations ?? []).map((held) => within(order, unit, held))),
    refunds: units.flatMap((unit) => unit.payments?.refunds ?? []),
  }
  const facts = paymentsFacts(payments, options)
  // Nothing was tried yet, or PayPal gave the order up.
  return facts.length ? facts : [orderFact(order.status === "VOIDED" ? "expired" : "pending", order, options)]
}

/** A capture beside its authorization, which carries the authorized amount. */
function drawnOn({ payments }: PurchaseUnit, capture: Capture): Capture {
  const id = capturedAuthorization(capture)
  const authorization = id ? payments?.authorizations.find((held) => held.id === id) : undefined
  return authorization ? { ...capture, authorized: authorization.amount } : capture
}

/** The parts of an order leave out the fields that the order gives for all of them. */
const within = <Payment extends Capture | Authorization>(order: FullOrder, unit: PurchaseUnit, payment: Payment): Payment => ({
  ...payment,
  supplementary_data: { related_ids: { ...payment.supplementary_data?.related_ids, order_id: order.id } },
  custom_id: payment.custom_id ?? unit.custom_id,
  invoice_id: payment.invoice_id ?? unit.invoice_id,
  payee: payment.payee ?? unit.payee,
})

/** The payment's state by its captures and authorizations, and every refund. Empty where there are none of these. */
export function paymentsFacts(payments: Payments, options: PayPalOptions): readonly Fact[] {
  const state = stateFacts(payments, options)
  const { providerPaymentId, sessionId } = state[0] ?? {}
  // A refund names its capture; these are all of one payment.
  const payment = { ...(providerPaymentId && { providerPaymentId }), ...(sessionId && { sessionId }) }
  return [...state, ...refundFacts(payments, options).map((fact) => ({ ...payment, ...fact }))]
}

/** Before money is there, an attempt that may still succeed decides the payment's state; otherwise the last that ended. */
const STRENGTH: readonly PaymentState[] = ["authorized", "pending", "canceled", "expired", "failed"]

function stateFacts({ captures, authorizations }: Payments, options: PayPalOptions): readonly PaymentFact[] {
  const attempts = captures.flatMap((capture) => {
    const state = CAPTURES.get(capture.status)
    return state ? [paymentFact(state, capture, options, { providerCaptureId: capture.id })] : []
  })
  const captured = byTime(attempts.filter(({ state }) => state === "captured"))
  const total = sumOf(captured.map(({ amount }) => amount))
  // PayPal lists every capture. The sum belongs to the one that completed it, which is the youngest.
  if (captured.length)
    return captured.map((fact, index) => (total && index === captured.length - 1 ? { ...fact, capturedTotal: total } : fact))
  const held = authorizations.flatMap((authorization) => {
    const state = authorizationState(authorization)
    return state ? [paymentFact(state, authorization, options)] : []
  })
  const strongest = byTime([...attempts, ...held])
    .toReversed()
    .toSorted((one, other) => STRENGTH.indexOf(one.state) - STRENGTH.indexOf(other.state))
  return strongest.slice(0, 1)
}

function refundFacts({ captures, refunds }: Payments, options: PayPalOptions): readonly RefundFact[] {
  const facts = byTime(
    refunds.flatMap((refund) => {
      const state = REFUNDS.get(refund.status)
      const capture = captures.find(({ id }) => id === refundedCapture(refund))
      return state ? [{ ...refundFact(state, { kind: "refund", refund, ...(capture && { capture }) }, "", options) }] : []
    }),
  )
  const succeeded = facts.filter(({ state }) => state === "succeeded")
  const total = sumOf(succeeded.map(({ amount }) => amount))
  // PayPal's sum beside a refund is that of one capture, on an unknown day. This list holds all refunds.
  return facts.map(({ refundedTotal: _ofOneCapture, ...fact }) => ({
    ...fact,
    ...(total && fact.providerRefundId === succeeded.at(-1)?.providerRefundId && { refundedTotal: total }),
  }))
}

const byTime = <F extends Fact>(facts: readonly F[]): readonly F[] =>
  facts.toSorted((one, other) => (one.occurredAt?.getTime() ?? 0) - (other.occurredAt?.getTime() ?? 0))
