import type { Fact } from "../../domain/facts"
import { isZero, yuanAmount } from "./amount"
import type { AskedTrade } from "./notice"
import { readReferences } from "./reference"
import type { Report } from "./reports"
import { readTime } from "./time"

/** One report about a trade as a fact. `found` holds the contradictions to the account's configuration. */
export function factOf(report: Report, trade: AskedTrade, found: readonly string[]): Fact {
  const { contradiction, ...references } = readReferences(trade)
  const contradictions = contradiction ? [...found, contradiction] : found
  const occurredAt = readTime(report.at) ?? readTime(trade.notify_time)
  const reported = {
    ...references,
    ...(trade.trade_no && { providerPaymentId: trade.trade_no }),
    ...(occurredAt && { occurredAt }),
    ...(contradictions.length && { contradictions }),
  }
  if (report.subject === "payment") {
    const amount = yuanAmount(trade.total_amount, trade.trans_currency)
    return { subject: "payment", state: report.state, ...reported, ...(amount && { amount }) }
  }
  // A refund of nothing is none. Where one happened all the same, its sum is not reported.
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
const refundReference = ({ out_biz_no, out_trade_no, trade_no }: AskedTrade): string | undefined =>
  out_biz_no === out_trade_no || out_biz_no === trade_no ? undefined : out_biz_no
