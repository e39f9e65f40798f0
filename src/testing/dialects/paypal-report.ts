import type { GatewayPayment } from "../gateway/types"
import { captureIdOf, money } from "./paypal-resources"

/** The transactions of a payment: its captures, which name the order, and the refunds, which name a capture. */
function transactionsOf(payment: GatewayPayment) {
  const { id, currency, session_id, captures, refunds } = payment
  const custom = session_id === undefined ? {} : { custom_field: session_id }
  const [first] = captures
  return [
    ...captures.map(({ id: captureId, amount, at }) => ({
      transaction_id: captureIdOf(captureId),
      paypal_reference_id: id,
      paypal_reference_id_type: "ODR",
      transaction_event_code: "T0006",
      transaction_initiation_date: at,
      transaction_amount: money(amount, currency),
      transaction_status: "S",
      ...custom,
    })),
    ...refunds
      .filter(({ status }) => status === "succeeded")
      .map(({ id: refundId, amount, at }) => ({
        transaction_id: refundId,
        paypal_reference_id: captureIdOf(first?.id ?? id),
        paypal_reference_id_type: "TXN",
        transaction_event_code: "T1107",
        transaction_initiation_date: at,
        transaction_amount: { ...money(amount, currency), value: `-${money(amount, currency).value}` },
        transaction_status: "S",
      })),
  ]
}

/** PayPal's report of transactions, as far as it is asked for. */
export function transactionReport(payments: readonly GatewayPayment[], query: URLSearchParams) {
  const [from, to] = ["start_date", "end_date"].map((name) => Date.parse(query.get(name) ?? ""))
  const [size, page] = [Number(query.get("page_size") ?? 100), Number(query.get("page") ?? 1)]
  const all = payments.flatMap(transactionsOf).filter(({ transaction_initiation_date: date }) => {
    const at = Date.parse(date)
    return at >= (from ?? NaN) && at <= (to ?? NaN)
  })
  return {
    transaction_details: all.slice((page - 1) * size, page * size).map((transaction_info) => ({ transaction_info })),
    page,
    total_items: all.length,
    total_pages: Math.ceil(all.length / size),
  }
}
