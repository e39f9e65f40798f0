import type { PaymentFact } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"
import type { Reading } from "../provider"
import { wechatpayAmount } from "./amount"
import { contradictionsOf } from "./contradictions"
import type { WechatpayOptions } from "./options"
import { readReferences } from "./reference"
import type { Transaction } from "./resource"
import { readTime } from "./time"
import { unclear } from "./unclear"

/** A payment's states by `trade_state`. The event's type is not read, because it is less exact. */
const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ["SUCCESS", "captured"],
  // Paid, and some or all of it is on its way back: see below.
  ["REFUND", "captured"],
  ["NOTPAY", "pending"],
  ["USERPAYING", "pending"],
  // By the merchant or because its time ran out: WeChat Pay does not say which, so it is not called expired.
  ["CLOSED", "canceled"],
  ["REVOKED", "canceled"],
  ["PAYERROR", "failed"],
  // Used instead by deductions under a contract.
  ["FAIL", "failed"],
])

const PARTLY_RETURNED =
  'WeChat Pay reports this payment as turned into a refund (trade_state "REFUND"), without how much of it; look it up before fulfilling'

const WITH_REASON: ReadonlySet<PaymentState> = new Set(["canceled", "failed"])

/** Reads a transaction as one fact about its payment. */
export function readPayment(event: Transaction, occurredAt: Date | undefined, options: WechatpayOptions): Reading {
  const { trade_state, transaction_id, amount: reported, out_trade_no, attach, success_time } = event
  const state = STATES.get(trade_state)
  if (!state) return { facts: [], unclear: unclear(`trade_state "${trade_state}" is not known`, { ...event }) }
  const contradictions = [...contradictionsOf(event, options), ...(trade_state === "REFUND" ? [PARTLY_RETURNED] : [])]
  const amount = wechatpayAmount(reported?.total, reported?.currency)
  const time = readTime(success_time) ?? occurredAt
  const fact: PaymentFact = {
    subject: "payment",
    state,
    ...readReferences(out_trade_no, attach),
    ...(transaction_id && { providerPaymentId: transaction_id }),
    ...(amount && { amount }),
    ...(WITH_REASON.has(state) && { reasonCode: trade_state }),
    ...(time && { occurredAt: time }),
    ...(contradictions.length && { contradictions }),
  }
  return { facts: [fact] }
}
