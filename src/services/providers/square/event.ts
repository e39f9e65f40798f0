import { fieldOf, readText } from "../kit/fields"
import { fingerprint } from "../kit/fingerprint"
import { isJsonObject } from "../kit/read-json"
import { readDateTime } from "../kit/read-date-time"
import { readReference } from "../kit/session-reference"
import { readMoney, type Money } from "./amount"

/*
 * The things that events are about, as far as they are stored, under Square's names. A field that is absent, empty or of another
 * type is absent here; `subject.ts` says which ones a fact cannot do without. `data.id` is left alone, because the thing itself
 * carries its id.
 */

interface Detail {
  readonly errors?: readonly { readonly code?: string }[]
}

export interface SquarePayment {
  readonly id?: string
  readonly status?: string
  readonly amount_money?: Money
  readonly total_money?: Money
  readonly approved_money?: Money
  readonly refunded_money?: Money
  /** A sum was sent that nobody can read: none of the others is taken for all of it. */
  readonly has_unreadable_money?: boolean
  readonly reference_id?: string
  /** A note is free text for and about people. Only a payment session's id that makes up the whole note is stored. */
  readonly note?: string
  readonly location_id?: string
  /** For a person to see. */
  readonly order_id?: string
  readonly receipt_number?: string
  readonly source_type?: string
  readonly delay_action?: string
  readonly delayed_until?: string
  readonly card_details?: Detail & {
    readonly card?: { readonly card_brand?: string; readonly last_4?: string; readonly fingerprint?: string }
    readonly card_payment_timeline?: { readonly voided_at?: string }
  }
  readonly bank_account_details?: Detail
  readonly wallet_details?: Detail
  readonly buy_now_pay_later_details?: Detail
  readonly square_account_details?: Detail
}

export interface SquareRefund {
  readonly id?: string
  readonly status?: string
  readonly amount_money?: Money
  /** Absent for a refund that is linked to no payment. */
  readonly payment_id?: string
  readonly location_id?: string
}

export interface SquareDispute {
  /** Of either name: `dispute_id` is that of older API versions. */
  readonly id?: string
  readonly state?: string
  readonly reason?: string
  readonly amount_money?: Money
  readonly due_at?: string
  readonly created_at?: string
  readonly disputed_payment?: { readonly payment_id?: string }
  readonly location_id?: string
}

/** The stored form of an event: of those that are about money, the thing that they are about; of others, their owner. */
export interface SquarePayload {
  readonly merchant_id?: string
  readonly data?: {
    readonly object?: { readonly payment?: SquarePayment; readonly refund?: SquareRefund; readonly dispute?: SquareDispute }
  }
}

/** The text of a date and time. */
const time = (value: unknown): string | undefined => (readDateTime(value) ? (value as string) : undefined)

const note = (value: unknown): string | undefined =>
  typeof value === "string" && readReference(value).sessionId ? value : undefined

/** A digest stays itself: it is what is stored. */
function readFingerprint(value: unknown): string | undefined {
  const text = readText(value)
  return text === undefined || text.startsWith("sha256:") ? text : fingerprint.parse(text)
}

function readErrors(details: unknown): Detail["errors"] {
  const errors = fieldOf(details, "errors")
  return Array.isArray(errors) ? errors.map((error) => ({ code: readText(fieldOf(error, "code")) })) : undefined
}

const readDetail = (details: unknown): Detail | undefined => (isJsonObject(details) ? { errors: readErrors(details) } : undefined)

function readCardDetails(details: unknown): SquarePayment["card_details"] {
  if (!isJsonObject(details)) return undefined
  const { card, card_payment_timeline: timeline } = details
  return {
    card: isJsonObject(card)
      ? {
          card_brand: readText(card.card_brand),
          last_4: readText(card.last_4),
          fingerprint: readFingerprint(card.fingerprint),
        }
      : undefined,
    card_payment_timeline: isJsonObject(timeline) ? { voided_at: time(timeline.voided_at) } : undefined,
    errors: readErrors(details),
  }
}

type Thing = Readonly<Record<string, unknown>>

/** The sums of which one may say that less was paid than another says. */
const PAID = ["total_money", "approved_money"] as const

export const THINGS = {
  payment: (thing: Thing): SquarePayment => ({
    id: readText(thing.id),
    status: readText(thing.status),
    amount_money: readMoney(thing.amount_money),
    total_money: readMoney(thing.total_money),
    approved_money: readMoney(thing.approved_money),
    has_unreadable_money:
      thing.has_unreadable_money === true || PAID.some((name) => thing[name] != null && !readMoney(thing[name])) || undefined,
    refunded_money: readMoney(thing.refunded_money),
    reference_id: readText(thing.reference_id),
    note: note(thing.note),
    location_id: readText(thing.location_id),
    order_id: readText(thing.order_id),
    receipt_number: readText(thing.receipt_number),
    source_type: readText(thing.source_type),
    delay_action: readText(thing.delay_action),
    delayed_until: time(thing.delayed_until),
    card_details: readCardDetails(thing.card_details),
    bank_account_details: readDetail(thing.bank_account_details),
    wallet_details: readDetail(thing.wallet_details),
    buy_now_pay_later_details: readDetail(thing.buy_now_pay_later_details),
    square_account_details: readDetail(thing.square_account_details),
  }),
  refund: (thing: Thing): SquareRefund => ({
    id: readText(thing.id),
    status: readText(thing.status),
    amount_money: readMoney(thing.amount_money),
    payment_id: readText(thing.payment_id),
    location_id: readText(thing.location_id),
  }),
  dispute: (thing: Thing): SquareDispute => ({
    id: readText(thing.id) ?? readText(thing.dispute_id),
    state: readText(thing.state),
    reason: readText(thing.reason),
    amount_money: readMoney(thing.amount_money),
    due_at: time(thing.due_at),
    created_at: time(thing.created_at),
    disputed_payment: isJsonObject(thing.disputed_payment)
      ? { payment_id: readText(thing.disputed_payment.payment_id) }
      : undefined,
    location_id: readText(thing.location_id),
  }),
} as const
