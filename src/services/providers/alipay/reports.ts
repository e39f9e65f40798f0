import type { PaymentState } from "../../domain/states"
import { isZero } from "./amount"
import type { AskedTrade } from "./notice"

/** A notice's report: a state of the payment, or a refund. `at` is its time, in Alipay's notation. */
export type Report =
  | { readonly subject: "payment"; readonly state: PaymentState; readonly at?: string }
  | { readonly subject: "refund"; readonly at?: string }

const payment = (state: PaymentState, at?: string): Report => ({ subject: "payment", state, at })
const refund = ({ gmt_refund, gmt_close }: AskedTrade): Report => ({ subject: "refund", at: gmt_refund ?? gmt_close })

/** `refund_fee=0.00` is no refund: it has been seen on trades that timed out and on trades that are finished. */
const isRefunded = ({ refund_fee = "0", gmt_refund }: AskedTrade): boolean => !isZero(refund_fee) || gmt_refund !== undefined

/** The trade statuses that are read. Alipay has none for a failed attempt: the buyer tries again until the trade times out. */
const REPORTS: ReadonlyMap<string, (trade: AskedTrade) => readonly Report[]> = new Map<
  string,
  (trade: AskedTrade) => readonly Report[]
>([
  ["WAIT_BUYER_PAY", ({ gmt_create }) => [payment("pending", gmt_create)]],
  // Sent for the payment, and again for every partial refund.
  ["TRADE_SUCCESS", (trade) => [isRefunded(trade) ? refund(trade) : payment("captured", trade.gmt_payment)]],
  // Nothing can be refunded any more. For the products without TRADE_SUCCESS it is the only report of the payment. After a
  // TRADE_SUCCESS, the payment is captured already and stays so.
  ["TRADE_FINISHED", (trade) => [payment("captured", trade.gmt_payment), ...(isRefunded(trade) ? [refund(trade)] : [])]],
  // Never paid, or refunded whole. A trade that was paid cannot have timed out, even if the notice leaves the sum out.
  [
    "TRADE_CLOSED",
    (trade) => [isRefunded(trade) || trade.gmt_payment !== undefined ? refund(trade) : payment("expired", trade.gmt_close)],
  ],
])

/** Reports of a trade's notice, newest last. Empty for a status that is not read. */
export const reportsOf = (trade: AskedTrade): readonly Report[] => REPORTS.get(trade.trade_status)?.(trade) ?? []
