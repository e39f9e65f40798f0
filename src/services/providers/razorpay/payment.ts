import type { PaymentFact } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import type { RazorpayOrder, RazorpayPayment } from "./event"
import { askedAmount } from "./payer-fee"
import type { Whole } from "./required"

interface Report {
  readonly state: PaymentState
  /** For money: the statuses that the payment may show beside this event. Later ones are fine, since events overtake each other. */
  readonly agrees?: readonly string[]
}

/** The events about a payment, each with its report. Failed is no end here: the bank may authorize late. */
export const PAYMENT_REPORTS: ReadonlyMap<string, Report> = new Map<string, Report>([
  // Cash on delivery: ordered, and not collected yet.
  ["payment.pending", { state: "pending" }],
  ["payment.authorized", { state: "authorized", agrees: ["authorized", "captured", "refunded"] }],
  ["payment.captured", { state: "captured", agrees: ["captured", "refunded"] }],
  ["payment.failed", { state: "failed" }],
])

/** Whether the event reports money of an amount of 0: a mandate or a saved card was registered, and nothing was paid. */
export const isMandate = (type: string, payment: RazorpayPayment | undefined): boolean =>
  payment?.amount === 0 && PAYMENT_REPORTS.get(type)?.agrees !== undefined

/** Reads a payment event's own payment. Razorpay captures the whole amount or nothing. */
export function readPayment(type: string, payment: Whole<"payment">, order: RazorpayOrder | undefined): PaymentFact | undefined {
  const report = PAYMENT_REPORTS.get(type)
  if (!report) return undefined
  const { state, agrees } = report
  const { amount, payerFee } = askedAmount(payment, order)
  const reasonCode = state === "failed" ? (payment.error_reason ?? payment.error_code) : undefined
  const contradicts = agrees && payment.status !== undefined && !agrees.includes(payment.status)
  return {
    subject: "payment",
    state,
    providerPaymentId: payment.id,
    ...(amount && { amount }),
    ...(payerFee && { payerFee }),
    ...(reasonCode && { reasonCode }),
    ...(contradicts && { contradictions: [`the event is ${type}, its payment says ${payment.status}`] }),
  }
}
