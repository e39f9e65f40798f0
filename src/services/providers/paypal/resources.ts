import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"
import type { Money } from "./amount"
import { PAYPAL_ID } from "./events"

// Answers of PayPal's API, as far as they are read. Fields that a fact needs are required. The others may be missing, and are
// dropped where they cannot be stored, for it would be absurd to lose a payment over a note.

const id = z.string().regex(PAYPAL_ID)
const status = storableText
const optionalText = storableText.nullish().catch(undefined)
const optionalId = id.nullish().catch(undefined)
const money = z.object({ currency_code: z.string().regex(/^[A-Za-z]{3}$/), value: z.string() })
const optionalMoney = money.nullish().catch(undefined)
const links = z
  .array(z.object({ rel: z.string(), href: z.string() }))
  .nullish()
  .catch(undefined)
const reason = z.object({ reason: optionalText }).nullish().catch(undefined)
const payee = z.object({ merchant_id: optionalText }).nullish().catch(undefined)
const times = { create_time: z.unknown(), update_time: z.unknown() }
const references = { custom_id: optionalText, invoice_id: optionalText }

const payment = z.object({
  id,
  status,
  amount: money,
  ...references,
  ...times,
  links,
  status_details: reason,
  payee,
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: optionalId, authorization_id: optionalId }).nullish() })
    .nullish()
    .catch(undefined),
})

export const capture = payment
export const authorization = payment.extend({ expiration_time: z.unknown() })

export const refund = z.object({
  id,
  status,
  amount: money,
  ...references,
  ...times,
  links,
  status_details: reason,
  seller_payable_breakdown: z.object({ total_refunded_amount: money.nullish() }).nullish().catch(undefined),
})

export const order = z.object({
  id,
  status,
  ...times,
  purchase_units: z
    .array(z.object({ amount: money.nullish(), ...references, payee }))
    .nullish()
    .catch(undefined),
})

const list = <T extends z.ZodType>(entry: T) =>
  z
    .array(entry)
    .nullish()
    .transform((entries) => entries ?? [])

const unit = z.object({
  amount: money.nullish(),
  ...references,
  payee,
  payments: z.object({ captures: list(capture), authorizations: list(authorization), refunds: list(refund) }).nullish(),
})

/** An order with all its money. Nothing of it may be dropped, so an unreadable part makes the answer unreadable. */
export const fullOrder = z.object({ id, status, ...times, purchase_units: z.array(unit).nullish() })

export const dispute = z.object({
  dispute_id: id,
  status,
  ...times,
  dispute_life_cycle_stage: optionalText,
  dispute_amount: optionalMoney,
  dispute_outcome: z.object({ outcome_code: optionalText, amount_refunded: optionalMoney }).nullish().catch(undefined),
  reason: optionalText,
  seller_response_due_date: z.unknown(),
  disputed_transactions: z
    .array(z.object({ seller_transaction_id: optionalId }))
    .nullish()
    .catch(undefined),
})

/** PayPal always gives the amount. A webhook's claim, which may hold anything, need not. */
type WithAmount<Payment> = Omit<Payment, "amount"> & { readonly amount?: Money | undefined }

/** `authorized`: the amount authorized before the capture. A capture does not carry it; its authorization does, where that is read. */
export type Capture = WithAmount<z.output<typeof capture>> & { readonly authorized?: Money | undefined }
export type Authorization = WithAmount<z.output<typeof authorization>>
export type Refund = WithAmount<z.output<typeof refund>>
export type Order = z.output<typeof order>
export type FullOrder = z.output<typeof fullOrder>
export type PurchaseUnit = z.output<typeof unit>
export interface Payments {
  readonly captures: readonly Capture[]
  readonly authorizations: readonly Authorization[]
  readonly refunds: readonly Refund[]
}
export type Dispute = z.output<typeof dispute>

/** PayPal's own report of the subject of an event. */
export type Truth =
  | { readonly kind: "capture"; readonly capture: Capture }
  | { readonly kind: "authorization"; readonly authorization: Authorization }
  | { readonly kind: "refund"; readonly refund: Refund; readonly capture?: Capture }
  | { readonly kind: "order"; readonly order: Order }
  | { readonly kind: "dispute"; readonly dispute: Dispute; readonly capture?: Capture }
