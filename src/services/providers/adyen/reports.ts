import type { DisputeState, PaymentFact, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"

/** A report of which a fact is made. */
export type Reported =
  | {
      readonly subject: "payment"
      readonly state: PaymentState
      /** The event is about one of several captures, and `pspReference` names it. */
      readonly capture?: true
      /** `pspReference` names the payment itself, not a modification of it. */
      readonly isPayment?: true
      /** A captured payment was refunded instead, by the refund that `pspReference` names. */
      readonly orRefunded?: true
      readonly reviewDecision?: PaymentFact["reviewDecision"]
    }
  | { readonly subject: "refund"; readonly state: RefundState }
  | {
      readonly subject: "dispute"
      readonly state: DisputeState
      /** The money is gone, and it is lost where nobody may defend against that. */
      readonly debited?: true
    }

/** An event's report. Text explains why it says nothing about money; `unclear` explains why no fact can be made of it. */
export type Report = Reported | { readonly unclear: string } | string

/** An event code's reports with `success` "true" and "false". */
export type Outcomes = Readonly<Record<"true" | "false", Report>>

const REQUEST_REFUSED = "Adyen refused the request, and the payment stays as it was"
const UNDOCUMENTED: Report = { unclear: 'Adyen does not say what success "false" means here' }
const RESCUE = "AUTHORISATION reports each attempt to rescue a payment"
const CONTRACT = "a saved payment method changed, and no money moves"
const PAYOUT = "the merchant pays somebody out, which is no payer's payment"

type PaymentMore = Omit<Extract<Reported, { subject: "payment" }>, "subject" | "state">

const payment = (state: PaymentState, more: PaymentMore = {}): Report => ({ subject: "payment", state, ...more })
const refund = (state: RefundState): Report => ({ subject: "refund", state })
const nothing = (reason: string): Outcomes => ({ true: reason, false: reason })
const dispute = (state: DisputeState): Outcomes => ({ true: { subject: "dispute", state }, false: UNDOCUMENTED })
const review = (reviewDecision: PaymentFact["reviewDecision"]): Outcomes => ({
  // The payment is authorized whatever the decision: a rejected one is canceled or refunded by an event of its own.
  true: payment("authorized", { isPayment: true, reviewDecision }),
  false: UNDOCUMENTED,
})

/**
 * The known event codes, each with its reports. `success` says whether the thing that the code names came to pass: CAPTURE_FAILED
 * with "true" is a failure. Meanings: https://docs.adyen.com/api-explorer/Webhooks/1/overview.
 */
export const REPORTS: ReadonlyMap<string, Outcomes> = new Map<string, Outcomes>([
  ["AUTHORISATION", { true: payment("authorized", { isPayment: true }), false: payment("failed", { isPayment: true }) }],
  ["PENDING", { true: payment("pending", { isPayment: true }), false: UNDOCUMENTED }],
  [
    "AUTHORISATION_ADJUSTMENT",
    { true: { unclear: "the authorized amount is this one now; compare it with the order's" }, false: REQUEST_REFUSED },
  ],
  ["CAPTURE", { true: payment("captured", { capture: true }), false: REQUEST_REFUSED }],
  ["CAPTURE_FAILED", { true: payment("failed", { capture: true }), false: UNDOCUMENTED }],
  ["CANCELLATION", { true: payment("canceled"), false: REQUEST_REFUSED }],
  ["TECHNICAL_CANCEL", { true: payment("canceled"), false: REQUEST_REFUSED }],
  // Only additionalData's modification.action says which of the two it was, and it is unsigned: the payment's own state decides.
  ["CANCEL_OR_REFUND", { true: payment("canceled", { orRefunded: true }), false: refund("failed") }],
  ["EXPIRE", { true: payment("expired"), false: UNDOCUMENTED }],
  ["MANUAL_REVIEW_ACCEPT", review("accepted")],
  ["MANUAL_REVIEW_REJECT", review("rejected")],
  // The buyer left one payment method and may have paid with another: an authorization of the same session must outlive it.
  ["OFFER_CLOSED", nothing("one attempt was abandoned, which says nothing about others at the same payment")],
  ["ORDER_OPENED", nothing("a payment in parts begins; AUTHORISATION reports each part")],
  [
    "ORDER_CLOSED",
    {
      true: "a payment in parts is complete; AUTHORISATION reported each part",
      // Only additionalData's order-1-pspReference and so on name the parts. The session may have been paid by another attempt.
      false: {
        unclear: "a payment in parts was given up; Adyen cancels or refunds its parts and names them outside of the signature",
      },
    },
  ],
  ["HANDLED_EXTERNALLY", { true: { unclear: "the payment was handled outside of Adyen" }, false: UNDOCUMENTED }],
  ["AUTORESCUE", nothing(RESCUE)],
  ["AUTORESCUE_NEXT_ATTEMPT", nothing(RESCUE)],
  ["CANCEL_AUTORESCUE", nothing(RESCUE)],
  ["PROCESS_RETRY", nothing("AUTHORISATION reports each attempt at a payment")],
  ["AUTHENTICATION", nothing("the payer was authenticated, and no money moves")],
  ["DONATION", nothing("the payer gave to a charity, which is no payment of the order")],
  ["RECURRING_CONTRACT", nothing(CONTRACT)],
  ["DISABLE_RECURRING", nothing(CONTRACT)],
  ["REPORT_AVAILABLE", nothing("a report can be downloaded, and no money moves")],
  ["NOTIFICATIONTEST", nothing("a trial of the webhook")],
  ["PAYOUT_THIRDPARTY", nothing(PAYOUT)],
  ["PAYOUT_DECLINE", nothing(PAYOUT)],
  ["PAYOUT_EXPIRE", nothing(PAYOUT)],
  // Adyen has handed the refund on; REFUND_FAILED and REFUNDED_REVERSED can still follow.
  ["REFUND", { true: refund("succeeded"), false: refund("failed") }],
  ["POSTPONED_REFUND", { true: refund("pending"), false: UNDOCUMENTED }],
  ["REFUND_FAILED", { true: refund("failed"), false: UNDOCUMENTED }],
  ["REFUNDED_REVERSED", { true: refund("failed"), false: UNDOCUMENTED }],
  [
    "VOID_PENDING_REFUND",
    {
      true: { unclear: "a refund that was pending will not happen; which one is not said" },
      false: "Adyen refused the request, and the refund goes on",
    },
  ],
  [
    "REFUND_WITH_DATA",
    { true: { unclear: "money went to a payer's account that is tied to no payment here" }, false: REQUEST_REFUSED },
  ],
  ["PAIDOUT_REVERSED", { true: { unclear: "money that was paid out has come back" }, false: UNDOCUMENTED }],
  ["NOTIFICATION_OF_FRAUD", dispute("warning")],
  ["REQUEST_FOR_INFORMATION", dispute("warning")],
  ["NOTIFICATION_OF_CHARGEBACK", dispute("opened")],
  // The money is gone from here on. Where it may be defended, it can still be won back.
  ["CHARGEBACK", { true: { subject: "dispute", state: "opened", debited: true }, false: UNDOCUMENTED }],
  ["INFORMATION_SUPPLIED", dispute("under_review")],
  ["ISSUER_COMMENTS", nothing("the bank comments on a dispute, whose outcome has events of its own")],
  // The money is back. The bank may contest the payment again: SECOND_CHARGEBACK then opens the dispute anew.
  ["CHARGEBACK_REVERSED", dispute("won")],
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

const READ: ReadonlySet<string> = new Set(
  [...REPORTS].filter(([, { true: yes, false: no }]) => typeof yes !== "string" || typeof no !== "string").map(([code]) => code),
)

/** Whether any item of this event code says something about money. */
export const isReadForMoney = (eventCode: string): boolean => READ.has(eventCode)
