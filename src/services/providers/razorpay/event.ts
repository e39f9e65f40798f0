import { fieldOf, readBoolean, readCurrency, readSeconds, readText, readUnits } from "../kit/fields"

/*
 * The entities of an event as far as they are read, without the payer: also the stored form of an event. A field that is absent,
 * empty or of another type is absent here; `required.ts` says which ones a fact cannot do without.
 */

interface Notes {
  readonly session_id?: string
}

export interface RazorpayPayment {
  readonly id?: string
  readonly amount?: number
  readonly currency?: string
  readonly status?: string
  readonly order_id?: string
  readonly captured?: boolean
  readonly amount_refunded?: number
  /** Razorpay's fee with its tax, in the payment's currency. */
  readonly fee?: number
  /** `customer` where the payer pays the fee on top of the order's amount. */
  readonly fee_bearer?: string
  readonly error_code?: string
  readonly error_reason?: string
  readonly notes: Notes
}

export interface RazorpayRefund {
  readonly id?: string
  readonly payment_id?: string
  readonly amount?: number
  readonly currency?: string
  readonly status?: string
  readonly receipt?: string
  readonly notes: Notes
}

export interface RazorpayDispute {
  readonly id?: string
  readonly payment_id?: string
  readonly amount?: number
  readonly currency?: string
  readonly status?: string
  readonly phase?: string
  readonly reason_code?: string
  readonly respond_by?: number
  readonly created_at?: number
}

export interface RazorpayOrder {
  readonly id?: string
  readonly amount?: number
  readonly receipt?: string
}

export interface RazorpayEvent {
  readonly account_id?: string
  readonly payment?: RazorpayPayment
  readonly refund?: RazorpayRefund
  readonly dispute?: RazorpayDispute
  readonly order?: RazorpayOrder
}

type Entity = Readonly<Record<string, unknown>>

/** `[]`, PHP's form of an empty object, means no notes. */
const notes = ({ notes }: Entity): Notes => ({ session_id: readText(fieldOf(notes, "session_id")) })

export const ENTITIES = {
  payment: (entity: Entity): RazorpayPayment => ({
    id: readText(entity.id),
    amount: readUnits(entity.amount),
    currency: readCurrency(entity.currency),
    status: readText(entity.status),
    order_id: readText(entity.order_id),
    captured: readBoolean(entity.captured),
    amount_refunded: readUnits(entity.amount_refunded),
    fee: readUnits(entity.fee),
    fee_bearer: readText(entity.fee_bearer),
    error_code: readText(entity.error_code),
    error_reason: readText(entity.error_reason),
    notes: notes(entity),
  }),
  refund: (entity: Entity): RazorpayRefund => ({
    id: readText(entity.id),
    amount: readUnits(entity.amount),
    currency: readCurrency(entity.currency),
    status: readText(entity.status),
    payment_id: readText(entity.payment_id),
    receipt: readText(entity.receipt),
    notes: notes(entity),
  }),
  dispute: (entity: Entity): RazorpayDispute => ({
    id: readText(entity.id),
    amount: readUnits(entity.amount),
    currency: readCurrency(entity.currency),
    status: readText(entity.status),
    payment_id: readText(entity.payment_id),
    phase: readText(entity.phase),
    reason_code: readText(entity.reason_code),
    respond_by: readSeconds(entity.respond_by),
    created_at: readSeconds(entity.created_at),
  }),
  order: (entity: Entity): RazorpayOrder => ({
    id: readText(entity.id),
    amount: readUnits(entity.amount),
    receipt: readText(entity.receipt),
  }),
} as const
