import { z } from "@medusajs/framework/zod"
import { readText, requireField } from "../kit/fields"

/** The stored fields of a notice, as text; rows of older versions hold the whole form. */
export interface AlipayNotice {
  readonly [field: string]: unknown
  /** Fields by which the signed text can be read in another way, as sentences for a person. */
  readonly ambiguities?: readonly string[]
}

/** `notify_type` of the notices about a trade. */
export const TRADE = "trade_status_sync"

/** Fields that say what a notice is about: the first one that is there names it. */
export const NAMES = ["msg_method", "service", "notify_type"] as const

/** The fields of a notice about a trade that are read, and stored. Amounts are decimals in yuan, times are Beijing's. */
export const TRADE_FIELDS = [
  "app_id",
  "seller_id",
  "trade_no",
  "out_trade_no",
  "trade_status",
  "total_amount",
  "trans_currency",
  "refund_fee",
  "out_biz_no",
  "passback_params",
  "notify_time",
  "gmt_create",
  "gmt_payment",
  "gmt_refund",
  "gmt_close",
] as const

type Optional = Exclude<(typeof TRADE_FIELDS)[number], "app_id" | "trade_no" | "out_trade_no" | "trade_status">

/**
 * A trade as a notice tells it. `refund_fee` is the sum of all refunds, also seen as 0.00 on trades without a refund, and
 * `out_biz_no` the refund's `out_request_no`, else the trade's number.
 */
export interface Trade extends Readonly<Partial<Record<Optional, string>>> {
  readonly app_id: string
  readonly trade_no: string
  readonly out_trade_no: string
  readonly trade_status: string
}

/** A trade in an answer: before the buyer has opened it, Alipay has no number for it. */
export type AskedTrade = Omit<Trade, "trade_no"> & { readonly trade_no?: string }

const YUAN = /^\d{1,15}(?:\.\d{1,9})?$/

export const yuan = z.string().regex(YUAN, "must be a decimal amount")

const readYuan = (value: unknown): string | undefined => {
  const text = readText(value)
  return text && YUAN.test(text) ? text : undefined
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads a trade. Throws MalformedPayloadError for a trade without its numbers, its status or its app, and for a sum that is no
 * amount; no other field can be wrong.
 */
export function readTrade(fields: Fields): Trade {
  const trade: Partial<Record<(typeof TRADE_FIELDS)[number], string>> = {}
  for (const name of TRADE_FIELDS) {
    const text = readText(fields[name])
    if (text !== undefined) trade[name] = text
  }
  for (const name of ["total_amount", "refund_fee"] as const) {
    if (fields[name] !== undefined) trade[name] = requireField(readYuan(fields[name]), name, "must be a decimal amount")
  }
  return {
    ...trade,
    app_id: requireText(fields, "app_id"),
    trade_no: requireText(fields, "trade_no"),
    out_trade_no: requireText(fields, "out_trade_no"),
    trade_status: requireText(fields, "trade_status"),
  }
}

export const requireText = (fields: Fields, name: string): string =>
  requireField(readText(fields[name]), name, "must be text of 1 to 255 characters")
