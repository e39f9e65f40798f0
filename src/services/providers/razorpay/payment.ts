import type { PaymentFact } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import { razorpayAmount } from "./amount"
import type { RazorpayPayment } from "./event"

interface Report {
  readonly state: PaymentState
  /** For money: the statuses that the payment may show beside this event. Later ones are fine, since events overtake each other. */
  readonly agrees?: readonly string[]
}

/** The events about a payment, each with its report. Failed is no end here: the bank may authorize late. */
export const PAYMENT_REPORTS: ReadonlyMap<string, Report> = new Map<string, Report>([
  ["payment.authorized", { state: "authorized", agrees: ["authorized", "captured", "refunded"] }],
  ["payment.captured", { state: "captured", agrees: ["captured", "refunded"] }],
  ["payment.failed", { state: "failed" }],
])

/** Reads a payment event's own payment. Razorpay captures the whole amount or nothing. */
export function readPayment(type: string, payment: RazorpayPayment): PaymentFact | undefined {
  const report = PAYMENT_REPORTS.get(type)
  if (!report) return undefined
  const { state, agrees } = report
  const amount = razorpayAmount(payment.amount, payment.currency)
  const reasonCode = state === "failed" ? (payment.error_reason ?? payment.error_code) : undefined
  const contradicts = agrees && payment.status !== undefined && !agrees.includes(payment.status)
  return {
    subject: "payment",
    state,
    providerPaymentId: payment.id,
    ...(amount && { amount }),
    ...(reasonCode && { reasonCode }),
    ...(contradicts && { contradictions: [`the event is ${type}, its payment says ${payment.status}`] }),
  }
}
