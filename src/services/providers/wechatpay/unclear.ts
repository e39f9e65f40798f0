import { fieldOf, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { readReference } from "../kit/session-reference"
import type { Unclear } from "../provider"
import { wechatpayAmount } from "./amount"

/** The fields of an event that makes no fact which a person needs to look it up: numbers, states, sums. No names, no texts. */
const NUMBERS = [
  ...["out_trade_no", "out_order_no", "out_bill_no", "out_batch_no", "out_refund_no", "out_recharge_no", "out_request_no"],
  ...["transaction_id", "order_id", "transfer_bill_no", "batch_id", "refund_id", "complaint_id", "record_id", "withdraw_id"],
  ...["trade_state", "refund_status", "state", "batch_status", "action_type", "punish_plan", "risk_type", "sub_mchid"],
]

/** Places of a sum in fen: the first that holds one counts. */
const SUMS: readonly (readonly string[])[] = [
  ["amount", "total"],
  ["amount", "refund"],
  ["collection", "paid_amount"],
  ["collection", "total_amount"],
  ["receiver", "amount"],
  ["transfer_amount"],
  ["total_amount"],
  ["amount"],
]

/** The stored part of such an event. */
export function pickNumbers(resource: JsonObject): JsonObject {
  const texts = NUMBERS.flatMap((name) => {
    const text = readText(resource[name])
    return text ? [[name, text] as const] : []
  })
  const attach = readReference(readText(resource.attach)).sessionId
  const [total_amount, currency] = [sumIn(resource), currencyIn(resource)]
  return {
    ...Object.fromEntries(texts),
    ...(attach && { attach }),
    ...(total_amount !== undefined && { total_amount, ...(currency && { currency }) }),
  }
}

/** News about money for a person, with the payment, the order and the sum, as far as the event tells them. */
export function unclear(says: string, resource: JsonObject): Unclear {
  const text = (name: string) => readText(resource[name])
  const payment = text("transaction_id")
  const { sessionId } = readReference(text("attach"))
  const order = readReference(text("out_trade_no") ?? text("out_order_no") ?? text("out_bill_no") ?? text("out_batch_no"))
  const amount = wechatpayAmount(sumIn(resource), currencyIn(resource))
  const numbers = NUMBERS.filter((name) => !["out_trade_no", "transaction_id"].includes(name)).flatMap((name) => {
    const value = text(name)
    return value ? [`${name} ${value}`] : []
  })
  return {
    detail: [`${says}; look it up at WeChat Pay`, ...numbers].join(", "),
    ...order,
    ...(sessionId && { sessionId }),
    ...(payment && { providerPaymentId: payment }),
    ...(amount && { amount }),
  }
}

const currencyIn = (resource: JsonObject): string | undefined =>
  readText(resource.currency) ?? readText(fieldOf(resource.amount, "currency"))

const sumIn = (resource: JsonObject): number | undefined =>
  SUMS.map((path) => readUnits(path.reduce<unknown>(fieldOf, resource))).find((sum) => sum !== undefined)
