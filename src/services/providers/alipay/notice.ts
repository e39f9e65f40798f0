import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"

/** A notice's fields as text, the empty ones and the signature left out. */
export type AlipayNotice = Readonly<Record<string, string>>

/** `notify_type` of the notices about a trade, the only ones that are read for money. */
export const TRADE = "trade_status_sync"

/** `msg_method` of the notice that a payer's complaint has changed. */
export const COMPLAINT = "alipay.merchant.tradecomplain.changed"

/** Fields of every notice. Its subject is in one of three of them. */
export const envelope = z.object({
  notify_id: storableText,
  notify_type: storableText.optional(),
  msg_method: storableText.optional(),
  service: storableText.optional(),
})

export const yuan = z.string().regex(/^\d{1,15}(?:\.\d{1,9})?$/, "must be a decimal amount")

/** The fields of a notice about a trade that are read here. Amounts are decimals in yuan, times are Beijing's. */
export const tradeNotice = z.object({
  app_id: storableText,
  seller_id: storableText.optional(),
  trade_no: storableText,
  out_trade_no: storableText,
  trade_status: storableText,
  total_amount: yuan.optional(),
  trans_currency: z.string().optional(),
  /** The sum of all refunds of the trade. Also seen as 0.00 on trades without a refund. */
  refund_fee: yuan.optional(),
  /** The refund's `out_request_no`, else the trade's number. */
  out_biz_no: storableText.optional(),
  passback_params: z.string().optional(),
  notify_time: z.string().optional(),
  gmt_create: z.string().optional(),
  gmt_payment: z.string().optional(),
  gmt_refund: z.string().optional(),
  gmt_close: z.string().optional(),
})

export type Trade = z.output<typeof tradeNotice>

/** A trade in an answer: before the buyer has opened it, Alipay has no number for it. */
export type AskedTrade = Omit<Trade, "trade_no"> & { readonly trade_no?: string }
