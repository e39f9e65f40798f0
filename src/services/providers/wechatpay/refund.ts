import type { RefundFact, RefundState } from "../../domain/facts"
import type { Reading } from "../provider"
import { wechatpayAmount } from "./amount"
import { contradictionsOf } from "./contradictions"
import type { WechatpayOptions } from "./options"
import { readReferences } from "./reference"
import type { Refund } from "./resource"
import { readTime } from "./time"
import { unclear } from "./unclear"

/** Values of `refund_status`. PROCESSING is not among them: it occurs in answers, and no event is sent for it. */
const STATES: ReadonlyMap<string, RefundState> = new Map([
  ["SUCCESS", "succeeded"],
  // The payer's bank would not take it: the merchant still has the money and has to send it another way.
  ["ABNORMAL", "failed"],
  ["CLOSED", "failed"],
])

/** Reads a refund as one fact. It names its payment and the amount of this one refund; the sum of all refunds is not reported. */
export function refundFact(event: Refund, occurredAt: Date | undefined, options: WechatpayOptions): Reading {
  const { refund_status, refund_id, out_refund_no, transaction_id, out_trade_no, amount: reported, success_time } = event
  const state = STATES.get(refund_status)
  if (!state) return { facts: [], unclear: unclear(`refund_status "${refund_status}" is not known`, { ...event }) }
  const contradictions = contradictionsOf(event, options)
  const amount = wechatpayAmount(reported.refund, reported.currency)
  const time = readTime(success_time) ?? occurredAt
  const fact: RefundFact = {
    subject: "refund",
    state,
    ...readReferences(out_trade_no),
    providerPaymentId: transaction_id,
    providerRefundId: refund_id,
    ...(out_refund_no && { merchantRefundReference: out_refund_no }),
    ...(amount && { amount }),
    ...(state === "failed" && { reasonCode: refund_status }),
    ...(time && { occurredAt: time }),
    ...(contradictions.length && { contradictions }),
  }
  return { facts: [fact] }
}
