import type { DisputeState, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"

/** One event type's report about its entity. `agrees`: for money, the statuses that the entity may show beside it. */
type Report = { readonly agrees?: readonly string[] } & (
  | { readonly resource: "payment"; readonly state: PaymentState }
  | { readonly resource: "refund"; readonly state: RefundState; readonly reasonCode?: string }
  | { readonly resource: "chargeback"; readonly state: DisputeState }
)

/** The next-gen event types that are read (https://docs.mollie.com/reference/webhooks-new). */
export const REPORTS: ReadonlyMap<string, Report> = new Map<string, Report>([
  ["payment.pending", { resource: "payment", state: "pending" }],
  ["payment.authorized", { resource: "payment", state: "authorized", agrees: ["authorized", "paid"] }],
  ["payment.paid", { resource: "payment", state: "captured", agrees: ["paid"] }],
  ["payment.failed", { resource: "payment", state: "failed" }],
  ["payment.canceled", { resource: "payment", state: "canceled" }],
  ["payment.expired", { resource: "payment", state: "expired" }],
  ["refund.queued", { resource: "refund", state: "pending" }],
  ["refund.pending", { resource: "refund", state: "pending" }],
  ["refund.processing", { resource: "refund", state: "pending" }],
  ["refund.refunded", { resource: "refund", state: "succeeded", agrees: ["refunded"] }],
  ["refund.failed", { resource: "refund", state: "failed" }],
  ["refund.canceled", { resource: "refund", state: "failed", reasonCode: "canceled" }],
  ["chargeback.received", { resource: "chargeback", state: "opened" }],
  ["chargeback.reversed", { resource: "chargeback", state: "won" }],
])

/** Mollie's payment statuses in our words, for payments that Mollie was asked about. */
export const PAYMENT_STATES: ReadonlyMap<string, PaymentState> = new Map<string, PaymentState>([
  ["open", "pending"],
  ["pending", "pending"],
  ["authorized", "authorized"],
  ["paid", "captured"],
  ["failed", "failed"],
  ["canceled", "canceled"],
  ["expired", "expired"],
])
