import type { Fact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { isZero, yuanAmount } from "./amount"
import { ambiguitiesOf, contradictionsOf } from "./contradictions"
import { COMPLAINT, TRADE, tradeNotice, type AlipayNotice, type Trade } from "./notice"
import type { AlipayOptions } from "./options"
import { readReferences } from "./reference"
import { reportsOf, type Report } from "./reports"
import { readTime } from "./time"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads a trade's notice as facts. Pure and total. */
export function normalizeAlipay(
  { type, payload }: ProviderEvent<AlipayNotice>,
  { options }: ProviderContext<AlipayOptions>,
): Reading {
  if (payload.notify_type !== TRADE) return ignored(whyNoTrade(type, payload))
  const notice = tradeNotice.safeParse(payload)
  if (!notice.success) return ignored(`"${type}" does not carry a trade`)
  const trade = notice.data
  const contradictions = [...contradictionsOf(trade, options), ...ambiguitiesOf(payload)]
  const facts = reportsOf(trade).map((report) => factOf(report, trade, contradictions))
  return facts.length ? { facts } : ignored(`trade status "${trade.trade_status}" is not read`)
}

function whyNoTrade(type: string, { complain_event_id: complaint }: AlipayNotice): string {
  if (type !== COMPLAINT) return `notice "${type}" is not read`
  return `notice "${type}" tells that complaint ${complaint ?? "(without a number)"} changed and not how; look it up at Alipay`
}

function factOf(report: Report, trade: Trade, found: readonly string[]): Fact {
  const { contradiction, ...references } = readReferences(trade)
  const contradictions = contradiction ? [...found, contradiction] : found
  const occurredAt = readTime(report.at) ?? readTime(trade.notify_time)
  const reported = {
    ...references,
    providerPaymentId: trade.trade_no,
    ...(occurredAt && { occurredAt }),
    ...(contradictions.length && { contradictions }),
  }
  if (report.subject === "payment") {
    const amount = yuanAmount(trade.total_amount, trade.trans_currency)
    return { subject: "payment", state: report.state, ...reported, ...(amount && { amount }) }
  }
  // A refund of nothing is none; where one happened all the same, its sum is not told.
  const refundedTotal = isZero(trade.refund_fee ?? "0") ? undefined : yuanAmount(trade.refund_fee, trade.trans_currency)
  const reference = refundReference(trade)
  return {
    subject: "refund",
    state: "succeeded",
    ...reported,
    ...(reference && { merchantRefundReference: reference }),
    ...(refundedTotal && { refundedTotal }),
  }
}

/** Alipay fills `out_biz_no` with a number of the trade's where the merchant gave the refund none: that names no refund. */
const refundReference = ({ out_biz_no, out_trade_no, trade_no }: Trade): string | undefined =>
  out_biz_no === out_trade_no || out_biz_no === trade_no ? undefined : out_biz_no
