import type { DisputeState, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"

/** An event's report. Text explains why it reports nothing. */
export type Report =
  | {
      readonly subject: "payment"
      readonly state: PaymentState
      /** The event is about one of several captures, and `pspReference` names it. */
      readonly capture?: true
      /** `pspReference` names the payment itself, not a modification of it. */
      readonly isPayment?: true
    }
  | { readonly subject: "refund"; readonly state: RefundState }
  | { readonly subject: "dispute"; readonly state: DisputeState }
  | string

/** An event code's reports with `success` "true" and "false". */
export type Outcomes = Readonly<Record<"true" | "false", Report>>

const REQUEST_REFUSED = "Adyen refused the request, and the payment stays as it was"
const UNDOCUMENTED = 'Adyen does not say what success "false" means here'

const payment = (state: PaymentState, more: { readonly capture?: true; readonly isPayment?: true } = {}): Report => ({
  subject: "payment",
  state,
  ...more,
})
const refund = (state: RefundState): Report => ({ subject: "refund", state })
const nothing = (reason: string): Outcomes => ({ true: reason, false: reason })
const dispute = (state: DisputeState): Outcomes => ({ true: { subject: "dispute", state }, false: UNDOCUMENTED })

/**
 * The known event codes, each with its reports. `success` says whether the thing that the code names came to pass: CAPTURE_FAILED
 * with "true" is a failure. Meanings: https://docs.adyen.com/api-explorer/Webhooks/1/overview.
 */
export const REPORTS: ReadonlyMap<string, Outcomes> = new Map<string, Outcomes>([
  ["AUTHORISATION", { true: payment("authorized", { isPayment: true }), false: payment("failed", { isPayment: true }) }],
  ["PENDING", { true: payment("pending", { isPayment: true }), false: UNDOCUMENTED }],
  ["AUTHORISATION_ADJUSTMENT", nothing("what is authorized changed, which the payment does not follow")],
  ["CAPTURE", { true: payment("captured", { capture: true }), false: REQUEST_REFUSED }],
  ["CAPTURE_FAILED", { true: payment("failed", { capture: true }), false: UNDOCUMENTED }],
  ["CANCELLATION", { true: payment("canceled"), false: REQUEST_REFUSED }],
  ["TECHNICAL_CANCEL", { true: payment("canceled"), false: REQUEST_REFUSED }],
  // Only additionalData's modification.action says which of the two it was, and it is unsigned.
  [
    "CANCEL_OR_REFUND",
    nothing("whether it canceled or refunded is told outside of the signature; use cancels and refunds instead"),
  ],
  ["EXPIRE", { true: payment("expired"), false: UNDOCUMENTED }],
  // The buyer left one payment method and may have paid with another: an authorization of the same session must outlive it.
  ["OFFER_CLOSED", nothing("one attempt was abandoned, which says nothing about others at the same payment")],
  // Adyen has handed the refund on; REFUND_FAILED and REFUNDED_REVERSED can still follow.
  ["REFUND", { true: refund("succeeded"), false: refund("failed") }],
  ["POSTPONED_REFUND", { true: refund("pending"), false: UNDOCUMENTED }],
  ["REFUND_FAILED", { true: refund("failed"), false: UNDOCUMENTED }],
  ["REFUNDED_REVERSED", { true: refund("failed"), false: UNDOCUMENTED }],
  ["NOTIFICATION_OF_FRAUD", dispute("warning")],
  ["REQUEST_FOR_INFORMATION", dispute("warning")],
  ["NOTIFICATION_OF_CHARGEBACK", dispute("opened")],
  // The money is gone from here on, and can still be won back.
  ["CHARGEBACK", dispute("opened")],
  ["INFORMATION_SUPPLIED", dispute("under_review")],
  // The money is back and the bank may contest the payment again: not won.
  ["CHARGEBACK_REVERSED", dispute("under_review")],
  ["PREARBITRATION_OPEN", dispute("under_review")],
  ["SCHEME_ARBITRATION", dispute("under_review")],
  ["PREARBITRATION_WON", dispute("won")],
  ["SCHEME_ARBITRATION_WON", dispute("won")],
  // The bank accepted the defense, or let its time to answer pass.
  ["ISSUER_RESPONSE_TIMEFRAME_EXPIRED", dispute("won")],
  ["PREARBITRATION_LOST", dispute("lost")],
  ["SCHEME_ARBITRATION_LOST", dispute("lost")],
  ["SECOND_CHARGEBACK", dispute("lost")],
  // Liability was accepted, or nobody defended in time.
  ["DISPUTE_DEFENSE_PERIOD_ENDED", dispute("lost")],
])
