import type { DisputeState, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"

/** One event type's report about its entity. `agrees`: for money, the statuses that the entity may show beside it. */
export type Report = { readonly agrees?: readonly string[] } & (
  | { readonly resource: "payment"; readonly state: PaymentState }
  | { readonly resource: "refund"; readonly state: RefundState; readonly reasonCode?: string }
  | { readonly resource: "chargeback"; readonly state: DisputeState }
  | { readonly resource: "capture"; readonly state: "captured" }
)

/** The next-gen event types that report a fact (https://docs.mollie.com/reference/webhooks-new). */
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
  ["capture.succeeded", { resource: "capture", state: "captured", agrees: ["succeeded"] }],
  // The bank has taken the money, and asks for no answer: it is lost, unless the bank gives it back.
  ["chargeback.received", { resource: "chargeback", state: "lost" }],
  ["chargeback.reversed", { resource: "chargeback", state: "won" }],
])

/** Event types after which no money is missing, even if nobody knows of which payment they are. */
export const WITHOUT_MONEY: ReadonlySet<string> = new Set([
  "payment.pending",
  "payment.failed",
  "payment.canceled",
  "payment.expired",
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
