import { fieldOf, readText, readUnits } from "../kit/fields"
import { isJsonObject, type JsonObject } from "../kit/read-json"
import type { ProviderContext } from "../provider"
import { askWechatpay } from "./ask"
import type { WechatpayOptions } from "./options"

/** A complaint in WeChat Pay's answer, without the payer and the payer's words. */
export interface AskedComplaint {
  /** `PENDING`, `PROCESSING` or `PROCESSED`. */
  readonly complaint_state?: string
  readonly complaint_time?: string
  /** The sum that the payer asks back, in fen. */
  readonly apply_refund_amount?: number
  readonly orders: readonly ComplaintOrder[]
}

export interface ComplaintOrder {
  readonly transaction_id?: string
  readonly out_trade_no?: string
  readonly amount?: number
}

/** Characters of a complaint's number. */
const NUMBER = /^[0-9A-Za-z]{1,64}$/

export const isComplaintNumber = (text: string): boolean => NUMBER.test(text)

/** Asks for a complaint. Undefined when WeChat Pay knows no such one. Throws ProviderUnavailableError. */
export const askComplaint = (
  complaintId: string,
  context: ProviderContext<WechatpayOptions>,
): Promise<AskedComplaint | undefined> =>
  askWechatpay(`/v3/merchant-service/complaints-v2/${complaintId}`, readAnswer, context, "foreign")

function readAnswer(answer: JsonObject): AskedComplaint {
  const { complaint_order_info: orders } = answer
  const [complaint_state, complaint_time] = [readText(answer.complaint_state), readText(answer.complaint_time)]
  const apply_refund_amount = readUnits(answer.apply_refund_amount)
  return {
    ...(complaint_state && { complaint_state }),
    ...(complaint_time && { complaint_time }),
    ...(apply_refund_amount && { apply_refund_amount }),
    orders: (Array.isArray(orders) ? orders : []).filter(isJsonObject).map(readOrder),
  }
}

function readOrder(order: unknown): ComplaintOrder {
  const text = (name: string) => readText(fieldOf(order, name))
  const [transaction_id, out_trade_no] = [text("transaction_id"), text("out_trade_no")]
  const amount = readUnits(fieldOf(order, "amount"))
  return {
    ...(transaction_id && { transaction_id }),
    ...(out_trade_no && { out_trade_no }),
    ...(amount !== undefined && { amount }),
  }
}
