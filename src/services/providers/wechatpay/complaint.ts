import type { DisputeFact, DisputeState } from "../../domain/facts"
import type { ProviderEvent, Reading } from "../provider"
import { wechatpayAmount } from "./amount"
import type { WechatpayEvent } from "./envelope"
import type { WechatpayOptions } from "./options"
import { isComplaintNumber, type AskedComplaint, type ComplaintOrder } from "./query-complaint"
import { readReferences } from "./reference"
import { readComplaint, type Complaint } from "./resource"
import { readTime } from "./time"
import { unclear } from "./unclear"

/** The effect of an action on a complaint. Once the merchant has reported it as settled, it is closed: no money was moved by it. */
const STATES: ReadonlyMap<string, DisputeState> = new Map([
  ["CREATE_COMPLAINT", "opened"],
  ["CONTINUE_COMPLAINT", "opened"],
  ["USER_APPLY_PLATFORM_SERVICE", "under_review"],
  ["MERCHANT_CONFIRM_COMPLETE", "closed"],
])

/** Actions that leave the complaint as it is. */
const MESSAGES: ReadonlySet<string> = new Set([
  "USER_RESPONSE",
  "MERCHANT_RESPONSE",
  "RESPONSE_BY_PLATFORM",
  "USER_CANCEL_PLATFORM_SERVICE",
  "MERCHANT_REJECT_REFUND",
])

/**
 * Reads a complaint. Its event carries its id and nothing of the payment, so that WeChat Pay is asked where it can be, and a person
 * where not: a dispute without a payment would change nothing and reach nobody. An action by which money goes back
 * (`SELLER_REFUND`, `REFUND_SUCCESS` …), or that nobody knows, is put before a person, too.
 */
export function readComplaintEvent(
  { type, occurredAt, payload }: ProviderEvent<WechatpayEvent>,
  { merchant }: WechatpayOptions,
): Reading {
  const complaint = readComplaint(payload.resource ?? {})
  const { complaint_id, action_type = "" } = complaint
  const state = type === "COMPLAINT.CREATE" ? "opened" : STATES.get(action_type)
  if (!state && MESSAGES.has(action_type)) {
    return { facts: [], ignored: `"${type}" by "${action_type}" leaves complaint ${complaint_id} as it was` }
  }
  const asked = payload.asked as AskedComplaint | null | undefined
  const claim: DisputeFact | undefined = state && disputeOf(complaint, state, occurredAt)
  if (asked === undefined && merchant && isComplaintNumber(complaint_id)) return { facts: claim ? [claim] : [], refetch: true }
  const [order, ...others] = asked?.orders ?? []
  if (claim && asked && order && !others.length) return { facts: [disputeAbout(claim, asked, order)] }
  const says = `"${type}" says that ${action_type || "an action without a name"} has changed a complaint`
  return { facts: [], unclear: unclear(says, { complaint_id, ...(others.length ? {} : order) }) }
}

const disputeOf = ({ complaint_id }: Complaint, state: DisputeState, occurredAt: Date | undefined): DisputeFact => ({
  subject: "dispute",
  state,
  providerDisputeId: complaint_id,
  ...(occurredAt && { occurredAt }),
})

/** The complaint as it stands now: one that is settled is closed, whatever the event said, and one that goes on is not. */
function disputeAbout(claim: DisputeFact, asked: AskedComplaint, order: ComplaintOrder): DisputeFact {
  const { complaint_state, complaint_time, apply_refund_amount } = asked
  const state = complaint_state === "PROCESSED" ? "closed" : claim.state === "closed" ? "opened" : claim.state
  const amount = wechatpayAmount(apply_refund_amount ?? order.amount, undefined)
  const openedAt = readTime(complaint_time)
  return {
    ...claim,
    state,
    ...(order.out_trade_no && readReferences(order.out_trade_no)),
    ...(order.transaction_id && { providerPaymentId: order.transaction_id }),
    ...(amount && { amount }),
    ...(openedAt && { openedAt }),
  }
}
