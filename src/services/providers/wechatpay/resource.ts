import { MalformedPayloadError } from "../../domain/errors"
import { fieldOf, readText, readUnits, requireField } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { readReference } from "../kit/session-reference"

/** The payee: a merchant of its own (`mchid`), or a service provider's (`sp_mchid`) sub-merchant (`sub_mchid`). */
interface Merchant {
  readonly mchid?: string
  readonly sp_mchid?: string
  readonly sub_mchid?: string
}

/** `TRANSACTION.SUCCESS` and `TRANSACTION.FAIL`. `total` is the order's, coupons not taken off. */
export interface Transaction extends Merchant {
  readonly appid?: string
  readonly sp_appid?: string
  readonly out_trade_no: string
  readonly transaction_id?: string
  readonly trade_state: string
  /** The session, where the merchant's own text names one. */
  readonly attach?: string
  readonly success_time?: string
  readonly amount?: { readonly total: number; readonly currency?: string }
}

/** `REFUND.SUCCESS`, `REFUND.ABNORMAL`, `REFUND.CLOSED`. `refund` is this refund's, coupons not taken off. */
export interface Refund extends Merchant {
  readonly out_trade_no: string
  readonly transaction_id: string
  readonly out_refund_no?: string
  readonly refund_id: string
  readonly refund_status: string
  readonly success_time?: string
  readonly amount: { readonly refund: number; readonly currency?: string }
}

/** `COMPLAINT.CREATE` and `COMPLAINT.STATE_CHANGE`. The payment that it is about has to be asked for with the id. */
export interface Complaint {
  readonly complaint_id: string
  readonly action_type?: string
}

/** The trade states in which money has been paid. */
const PAID: ReadonlySet<string> = new Set(["SUCCESS", "REFUND"])

const TEXT = "must be text of 1 to 255 characters"
const FEN = "must be a whole number of fen"

/** The stored object is built field by field, not spread: it is made for every event, twice. */
type Writable<T> = { -readonly [Name in keyof T]: T[Name] }

export function readTransaction(resource: JsonObject): Transaction {
  const trade_state = requireField(readText(resource.trade_state), "trade_state", TEXT)
  const transaction: Writable<Transaction> = {
    out_trade_no: requireField(readText(resource.out_trade_no), "out_trade_no", TEXT),
    trade_state,
  }
  copyTexts(resource, transaction, TRANSACTION_TEXTS)
  requireMerchant(transaction)
  const total = readUnits(fieldOf(resource.amount, "total"))
  if (PAID.has(trade_state)) {
    requireField(transaction.transaction_id, "transaction_id", TEXT)
    requireField(total, "amount.total", FEN)
  }
  const attach = resource.attach ? readReference(readText(resource.attach)).sessionId : undefined
  if (attach) transaction.attach = attach
  if (total !== undefined) transaction.amount = withCurrency({ total }, resource.amount)
  return transaction
}

/** One order of a combined one, in the form of a transaction. The app is the combined order's. */
export function readSubOrder(order: JsonObject, { combine_appid }: JsonObject): Transaction {
  requireField(readText(order.mchid), "sub_orders.*.mchid", TEXT)
  const total = fieldOf(order.amount, "total_amount")
  return readTransaction({
    ...order,
    appid: combine_appid,
    amount: { total, currency: fieldOf(order.amount, "currency") },
  })
}

export function readRefund(resource: JsonObject): Refund {
  const fen = requireField(readUnits(fieldOf(resource.amount, "refund")), "amount.refund", FEN)
  const refund: Writable<Refund> = {
    out_trade_no: requireField(readText(resource.out_trade_no), "out_trade_no", TEXT),
    transaction_id: requireField(readText(resource.transaction_id), "transaction_id", TEXT),
    refund_id: requireField(readText(resource.refund_id), "refund_id", TEXT),
    refund_status: requireField(readText(resource.refund_status), "refund_status", TEXT),
    amount: withCurrency({ refund: fen }, resource.amount),
  }
  copyTexts(resource, refund, REFUND_TEXTS)
  requireMerchant(refund)
  return refund
}

export function readComplaint(resource: JsonObject): Complaint {
  const complaint_id = requireField(readText(resource.complaint_id), "complaint_id", TEXT)
  const action_type = readText(resource.action_type)
  return action_type ? { complaint_id, action_type } : { complaint_id }
}

const MERCHANT_TEXTS = ["mchid", "sp_mchid", "sub_mchid"] as const
const TRANSACTION_TEXTS = [...MERCHANT_TEXTS, "appid", "sp_appid", "transaction_id", "success_time"] as const
const REFUND_TEXTS = [...MERCHANT_TEXTS, "out_refund_no", "success_time"] as const

function copyTexts<Name extends string>(from: JsonObject, to: Partial<Record<Name, string>>, names: readonly Name[]): void {
  for (const name of names) {
    const text = readText(from[name])
    if (text !== undefined) to[name] = text
  }
}

function requireMerchant({ mchid, sp_mchid }: Merchant): void {
  if (!mchid && !sp_mchid) throw new MalformedPayloadError("mchid is missing: the event names no merchant")
}

/** A currency that cannot be read is none that anybody knows: to take it for yuan would be a guess. */
function withCurrency<T extends object>(sum: T, amount: unknown): T & { currency?: string } {
  const currency = fieldOf(amount, "currency")
  if (currency === undefined || currency === null || currency === "") return sum
  return { ...sum, currency: readText(currency) ?? "unreadable" }
}
