import { MalformedPayloadError } from "../../domain/errors"
import { readText, requireField } from "../kit/fields"
import type { Fields } from "./fields"
import { readTime } from "./time"

/**
 * Fields that are stored without being needed. All else UnionPay sends identifies the payer or the card (`accNo`, `customerInfo` …)
 * or belongs to the signature. The raw bytes hold it until retention prunes them. `respCode` of an answer to a query is about the
 * query itself; there, `origRespCode` is about the transaction. Amounts are integer minor units of a currency, which is ISO 4217's
 * number: 156 for CNY.
 */
const OPTIONAL = [
  ...(["txnSubType", "bizType", "accessType", "origTxnTime", "origRespCode", "respMsg", "txnAmt", "currencyCode"] as const),
  ...([
    "settleAmt",
    "settleCurrencyCode",
    "settleDate",
    "exchangeRate",
    "traceNo",
    "traceTime",
    "payCardType",
    "payType",
  ] as const),
] as const

/** A message's transaction. */
export interface Transaction extends Readonly<Partial<Record<(typeof OPTIONAL)[number], string>>> {
  readonly txnType: string
  readonly merId: string
  /** The merchant's id of this transaction; with `merId` and `txnTime` it is unique. */
  readonly orderId: string
  /** yyyyMMddHHmmss, GMT+8: when the merchant sent the order. */
  readonly txnTime: string
  readonly respCode: string
  /** UnionPay's id of this transaction. */
  readonly queryId?: string
  /** UnionPay's id of the transaction that this one refunds, completes or voids, or the merchant's name for that one. */
  readonly origQryId?: string
  readonly origOrderId?: string
  /** The merchant's own, returned as it was sent. */
  readonly reqReserved?: string
}

/** A field as text; undefined where it is absent, empty, or no text. */
export type ReadField = (name: string) => string | undefined

const CHARSETS: ReadonlyMap<string, string> = new Map([
  ["UTF-8", "utf-8"],
  ["GBK", "gbk"],
])

/** Reads parameters in the encoding that the message declares. Throws MalformedPayloadError for another one. */
export function textIn(fields: Fields): ReadField {
  const declared = fields.get("encoding")?.toString("latin1") ?? "UTF-8"
  const charset = CHARSETS.get(declared.toUpperCase())
  if (!charset) throw new MalformedPayloadError("the message's encoding is neither UTF-8 nor GBK")
  const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true })
  return (name) => {
    const bytes = fields.get(name)
    if (!bytes?.length) return undefined
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  }
}

/** Of the merchant's reserved field. */
const MAX_RESERVED = 2048

/** It holds no ":", which separates the parts of an event's id. */
const QUERY_ID = /^[\w-]{1,64}$/

const matching = (text: string | undefined, pattern: RegExp): string | undefined =>
  text !== undefined && pattern.test(text) ? text : undefined

const short = (text: string | undefined): string | undefined => {
  const read = readText(text)
  return read && read.length <= 64 ? read : undefined
}

/** Reads a message's transaction. Throws MalformedPayloadError where it does not say which one it is, or how it went. */
export function readTransaction(fields: Fields): Transaction {
  const read = textIn(fields)
  const optional: Partial<Record<(typeof OPTIONAL)[number], string>> = {}
  for (const name of OPTIONAL) {
    const text = readText(read(name))
    if (text !== undefined) optional[name] = text
  }
  const queryId = matching(read("queryId"), QUERY_ID)
  const origQryId = matching(read("origQryId"), QUERY_ID)
  const origOrderId = short(read("origOrderId"))
  const reqReserved = read("reqReserved")
  const txnTime = read("txnTime")
  return {
    ...optional,
    txnType: requireField(matching(read("txnType"), /^\d{2}$/), "txnType", "must be two digits"),
    merId: requireField(short(read("merId")), "merId", "must be text of 1 to 64 characters"),
    orderId: requireField(short(read("orderId")), "orderId", "must be text of 1 to 64 characters"),
    txnTime: requireField(txnTime && readTime(txnTime) ? txnTime : undefined, "txnTime", "must be yyyyMMddHHmmss"),
    respCode: requireField(matching(read("respCode"), /^[0-9A-Z]{2}$/), "respCode", "must be two characters"),
    ...(queryId && { queryId }),
    ...(origQryId && { origQryId }),
    ...(origOrderId && { origOrderId }),
    ...(reqReserved && reqReserved.length <= MAX_RESERVED && !reqReserved.includes("\0") && { reqReserved }),
  }
}
