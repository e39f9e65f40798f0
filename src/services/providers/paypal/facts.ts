import type { DisputeFact, DisputeState, PaymentFact, RefundFact, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { readReference } from "../kit/session-reference"
import { paypalAmount, type Money } from "./amount"
import { MODE } from "./environment"
import type { PayPalOptions } from "./options"
import { capturedAuthorization, paymentId } from "./related"
import type { Authorization, Capture, Order, Truth } from "./resources"
import { lostPart } from "./states"
import { readTime } from "./time"

type References = Pick<Capture, "custom_id" | "invoice_id" | "payee">

/** The payment session from `custom_id`, else from `invoice_id`. The first of both that is something else is the reference. */
function referencesOf({ custom_id, invoice_id }: Pick<References, "custom_id" | "invoice_id">) {
  const read = [custom_id, invoice_id].map(readReference)
  const session = read.find(({ sessionId }) => sessionId)
  const reference = read.find(({ merchantReference }) => merchantReference)
  return { ...reference, ...session }
}

function contradictionsOf({ payee }: Pick<References, "payee">, { merchantId }: PayPalOptions): string[] {
  const paid = payee?.merchant_id
  return merchantId && paid && paid !== merchantId ? [`PayPal paid the merchant ${paid}, the account is ${merchantId}`] : []
}

/** Fields of the facts of every subject. */
function reported(
  { amount, changed }: { amount: Money | null | undefined; changed: { update_time?: unknown; create_time?: unknown } },
  references: References | undefined,
  options: PayPalOptions,
) {
  const [read, occurredAt] = [paypalAmount(amount), readTime(changed.update_time) ?? readTime(changed.create_time)]
  const contradictions = references ? contradictionsOf(references, options) : []
  return {
    ...(references && referencesOf(references)),
    ...(read && { amount: read }),
    mode: MODE[options.environment],
    ...(occurredAt && { occurredAt }),
    ...(contradictions.length && { contradictions }),
  }
}

export function paymentFact(
  state: PaymentState,
  payment: Capture | Authorization,
  options: PayPalOptions,
  more: Pick<PaymentFact, "providerCaptureId"> = {},
): PaymentFact {
  const authorizedAmount = "authorized" in payment ? paypalAmount(payment.authorized) : undefined
  const reasonCode = payment.status_details?.reason
  return {
    subject: "payment",
    state,
    providerPaymentId: paymentId(payment),
    ...more,
    ...reported({ amount: payment.amount, changed: payment }, payment, options),
    ...(authorizedAmount && { authorizedAmount }),
    ...(reasonCode && { reasonCode }),
  }
}

export function orderFact(state: PaymentState, order: Order, options: PayPalOptions): PaymentFact {
  const units = order.purchase_units ?? []
  // An order in several parts holds several payments' money, and does not say which of them the store means.
  const unit = units.length === 1 ? units[0] : undefined
  return {
    subject: "payment",
    state,
    providerPaymentId: order.id,
    ...reported({ amount: unit?.amount, changed: order }, unit, options),
  }
}

export function refundFact(
  state: RefundState,
  { refund, capture }: Extract<Truth, { kind: "refund" }>,
  type: string,
  options: PayPalOptions,
): RefundFact {
  const reasonCode = refund.status_details?.reason ?? (type === "PAYMENT.CAPTURE.REVERSED" ? "REVERSED" : undefined)
  // PayPal's sum is that of one capture. A payment that was authorized first may have several captures, and then the sum is not
  // the payment's.
  const whole = state === "succeeded" && capture && !capturedAuthorization(capture)
  const refundedTotal = whole ? paypalAmount(refund.seller_payable_breakdown?.total_refunded_amount) : undefined
  const own = [refund.custom_id, refund.invoice_id].find(
    (text) => text && text !== capture?.custom_id && text !== capture?.invoice_id,
  )
  return {
    subject: "refund",
    state,
    ...(capture && { providerPaymentId: paymentId(capture) }),
    providerRefundId: refund.id,
    ...(own && { merchantRefundReference: own }),
    ...reported({ amount: refund.amount, changed: refund }, capture, options),
    ...(refundedTotal && { refundedTotal }),
    ...(reasonCode && { reasonCode }),
  }
}

export function disputeFact(
  state: DisputeState,
  { dispute, capture }: Extract<Truth, { kind: "dispute" }>,
  options: PayPalOptions,
): DisputeFact {
  const [transaction, ...others] = dispute.disputed_transactions ?? []
  const payment = capture ? paymentId(capture) : others.length ? undefined : transaction?.seller_transaction_id
  const evidenceDueBy = readTime(dispute.seller_response_due_date)
  const openedAt = readTime(dispute.create_time)
  const lostAmount = lostPart(dispute)
  return {
    subject: "dispute",
    state,
    providerDisputeId: dispute.dispute_id,
    ...(payment && { providerPaymentId: payment }),
    ...reported({ amount: dispute.dispute_amount, changed: dispute }, capture, options),
    ...(dispute.reason && { reasonCode: dispute.reason }),
    ...(evidenceDueBy && { evidenceDueBy }),
    ...(openedAt && { openedAt }),
    ...(lostAmount && { lostAmount }),
    // PayPal pays the buyer out of the capture, and reports the capture reversed or refunded as well.
    ...((state === "lost" || lostAmount) && { settledByRefund: true }),
  }
}
