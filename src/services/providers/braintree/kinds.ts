import type { DisputeState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import type { Notification } from "./notification"

/** The field without which a notification of a kind that is read is malformed. */
export type Subject = "transaction" | "dispute" | "localPaymentId" | "review"

export interface Kind {
  readonly needs: Subject
  /** The state that the kind's name reports; `status`: the state that its transaction reports. */
  readonly says:
    | { readonly payment: PaymentState | "status" }
    | { readonly refund: "failed" }
    | { readonly dispute: DisputeState }
    | { readonly review: "decision" }
}

/** The kinds of notifications that are read. Any other kind is unknown, or understood and about no payment. */
export const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["transaction_settled", { needs: "transaction", says: { payment: "captured" } }],
  ["transaction_settlement_declined", { needs: "transaction", says: { payment: "failed" } }],
  // About a payout. Money that is paid out has been settled before, and then the transaction itself is settled. Nothing else is believed.
  ["transaction_disbursed", { needs: "transaction", says: { payment: "status" } }],
  // A reviewer's rejection voids or refunds the transaction, of which no other notification tells.
  ["transaction_reviewed", { needs: "review", says: { review: "decision" } }],
  // Of a subscription, which no cart of Medusa's pays for, unless its transaction names one.
  ["subscription_charged_successfully", { needs: "transaction", says: { payment: "status" } }],
  ["subscription_charged_unsuccessfully", { needs: "transaction", says: { payment: "failed" } }],
  ["refund_failed", { needs: "transaction", says: { refund: "failed" } }],
  // The payer's bank has paid PayPal. The money goes back within hours unless the shop makes a transaction of it, so it is no capture.
  ["local_payment_completed", { needs: "localPaymentId", says: { payment: "status" } }],
  ["local_payment_funded", { needs: "transaction", says: { payment: "status" } }],
  ["local_payment_expired", { needs: "localPaymentId", says: { payment: "expired" } }],
  ["local_payment_reversed", { needs: "localPaymentId", says: { payment: "canceled" } }],
  ["dispute_opened", { needs: "dispute", says: { dispute: "opened" } }],
  ["dispute_disputed", { needs: "dispute", says: { dispute: "under_review" } }],
  ["dispute_under_review", { needs: "dispute", says: { dispute: "under_review" } }],
  ["dispute_won", { needs: "dispute", says: { dispute: "won" } }],
  ["dispute_lost", { needs: "dispute", says: { dispute: "lost" } }],
  // Accepted by the merchant, by Braintree in the merchant's place, or by letting the time for an answer pass: the money is gone.
  ["dispute_accepted", { needs: "dispute", says: { dispute: "lost" } }],
  ["dispute_auto_accepted", { needs: "dispute", says: { dispute: "lost" } }],
  ["dispute_expired", { needs: "dispute", says: { dispute: "lost" } }],
])

/** Kinds that are understood and say nothing about a payment's state. */
const SILENT: ReadonlyMap<string, string> = new Map([
  ["check", "Braintree tries the URL out"],
  ["transaction_retried", "another transaction is under way; its settlement reports what came of it"],
  ["disbursement", "a payout moves the merchant's own money"],
  ["disbursement_exception", "a payout moves the merchant's own money"],
  ["subscription_canceled", "a subscription changes, and nothing is charged"],
  ["subscription_expired", "a subscription changes, and nothing is charged"],
  ["subscription_trial_ended", "a subscription changes, and nothing is charged"],
  ["subscription_billing_skipped", "a subscription changes, and nothing is charged"],
  ["subscription_went_past_due", "the notification of the charge that failed reports it"],
  ["subscription_went_active", "the notification of its first charge reports it"],
])

/** The reason why a kind is not read. */
export const silence = (kind: string): string =>
  `notification kind "${kind}" is not read: ${SILENT.get(kind) ?? "it is about no payment"}`

/** Kinds about money by their names, known or to come. */
const MONEY = /^(?:transaction|refund|credit|dispute|local_payment)_/

export const isAboutMoney = (kind: string): boolean => MONEY.test(kind) && !SILENT.has(kind)

/**
 * A payment's state by its transaction's status. Only `settled` is money: everything up to it can still be declined, and is for
 * payment methods that have webhooks at all.
 */
export const STATUSES: ReadonlyMap<string, PaymentState> = new Map([
  ["authorizing", "pending"],
  ["authorized", "pending"],
  ["submitted_for_settlement", "pending"],
  ["settlement_pending", "pending"],
  ["settlement_confirmed", "pending"],
  ["settling", "pending"],
  ["settled", "captured"],
  ["processor_declined", "failed"],
  ["gateway_rejected", "failed"],
  ["settlement_declined", "failed"],
  ["failed", "failed"],
  ["voided", "canceled"],
  ["authorization_expired", "expired"],
])

/** True when a notification carries the subject of its kind. */
export const carries = (kind: Kind, payload: Notification): boolean => payload[kind.needs] !== undefined
