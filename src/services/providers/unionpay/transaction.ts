import { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../../domain/errors"
import { requireShape } from "../kit/read-json"
import { storableText } from "../kit/storable-text"
import type { Fields } from "./fields"
import { readTime } from "./time"

/** UnionPay's own texts and the merchant's reserved field. The database cannot hold NUL. */
const text = z
  .string()
  .max(2048)
  .refine((value) => !value.includes("\0"), "holds characters that cannot be stored")
  .optional()

/** It holds no ":", which separates the parts of an event's id. */
const queryId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "is no transaction id")
  .optional()

/**
 * The stored fields of a message. All else UnionPay sends identifies the payer or the card (`accNo`, `customerInfo` …) or belongs
 * to the signature. The raw bytes hold it until retention prunes them.
 */
const transaction = z.object({
  txnType: z.string().regex(/^\d{2}$/, "must be two digits"),
  txnSubType: text,
  bizType: text,
  accessType: text,
  merId: storableText.max(64),
  /** The merchant's id of this transaction; with `merId` and `txnTime` it is unique. */
  orderId: storableText.max(64),
  /** yyyyMMddHHmmss, GMT+8: when the merchant sent the order. */
  txnTime: z.string().refine((value) => readTime(value) !== undefined, "must be yyyyMMddHHmmss"),
  /** UnionPay's id of this transaction. */
  queryId,
  /** UnionPay's id of the transaction that this one refunds, completes or voids, or the merchant's name for that one. */
  origQryId: queryId,
  origOrderId: storableText.max(64).optional(),
  origTxnTime: text,
  respCode: z.string().regex(/^[0-9A-Z]{2}$/, "must be two characters"),
  /** In answers to a query only, where `respCode` is about the query itself. */
  origRespCode: text,
  respMsg: text,
  /** Integer minor units of `currencyCode`. */
  txnAmt: text,
  /** ISO 4217's number: 156 for CNY. */
  currencyCode: text,
  settleAmt: text,
  settleCurrencyCode: text,
  settleDate: text,
  exchangeRate: text,
  traceNo: text,
  traceTime: text,
  payCardType: text,
  payType: text,
  /** The merchant's own, returned as it was sent. */
  reqReserved: text,
})

export type Transaction = z.output<typeof transaction>

const CHARSETS: ReadonlyMap<string, string> = new Map([
  ["UTF-8", "utf-8"],
  ["GBK", "gbk"],
])

/** Reads a message's transaction. Throws MalformedPayloadError. */
export const readTransaction = (fields: Fields): Transaction => requireShape(transaction, readTexts(fields), "the message")

/** The parameters as text, in the encoding that the message declares. Throws MalformedPayloadError. */
export function readTexts(fields: Fields): Record<string, string> {
  const declared = fields.get("encoding")?.toString("latin1") ?? "UTF-8"
  const charset = CHARSETS.get(declared.toUpperCase())
  if (!charset) throw new MalformedPayloadError("the message's encoding is neither UTF-8 nor GBK")
  const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true })
  const names = [...fields.keys()].filter((name) => Object.hasOwn(transaction.shape, name))
  try {
    return Object.fromEntries(names.map((name) => [name, decoder.decode(fields.get(name))]))
  } catch (cause) {
    throw new MalformedPayloadError("the message is not in the encoding that it declares", { cause })
  }
}
