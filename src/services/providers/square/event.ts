import { z } from "@medusajs/framework/zod"
import { fingerprint } from "../kit/fingerprint"
import { readReference } from "../kit/session-reference"
import { storableText } from "../kit/storable-text"
import { money } from "./amount"

/** Text that may be missing, null or empty. */
const optionalText = z
  .union([storableText, z.literal("")])
  .nullish()
  .transform((text) => text || undefined)

/** Text for a person to see. Text that cannot be stored is left out: refusing a payment for it would be worse. */
const display = storableText.optional().catch(undefined)

const time = z.iso.datetime({ offset: true, error: "must be an RFC 3339 date and time" })
/** A time that only helps: unreadable is the same as absent. */
const helpfulTime = time.optional().catch(undefined)

/** A note is free text for and about people. Only a payment session's id that makes up the whole note is stored. */
const note = z
  .unknown()
  .transform((text) => (typeof text === "string" && readReference(text).sessionId ? text : undefined))
  .optional()

const errors = z
  .array(z.object({ code: display }))
  .optional()
  .catch(undefined)
const errorsOnly = z.object({ errors }).optional().catch(undefined)

/** Fields of every event. `merchant_id` is compared with the account's options. */
export const envelope = z.object({
  event_id: storableText,
  type: storableText,
  created_at: time.nullish(),
  merchant_id: optionalText,
})

const payment = z.object({
  id: storableText,
  status: storableText,
  amount_money: money,
  total_money: money.nullish(),
  approved_money: money.nullish(),
  refunded_money: money.nullish(),
  reference_id: optionalText,
  note,
  location_id: optionalText,
  order_id: display,
  receipt_number: display,
  source_type: display,
  delay_action: display,
  delayed_until: helpfulTime,
  card_details: z
    .object({
      card: z.object({ card_brand: display, last_4: display, fingerprint }).optional().catch(undefined),
      card_payment_timeline: z.object({ voided_at: helpfulTime }).optional().catch(undefined),
      errors,
    })
    .optional()
    .catch(undefined),
  bank_account_details: errorsOnly,
  wallet_details: errorsOnly,
  buy_now_pay_later_details: errorsOnly,
  square_account_details: errorsOnly,
})

const refund = z.object({
  id: storableText,
  status: storableText,
  amount_money: money,
  /** Absent for a refund that is linked to no payment. */
  payment_id: optionalText,
  location_id: optionalText,
})

const dispute = z
  .object({
    id: optionalText,
    /** The id's name in older API versions. */
    dispute_id: optionalText,
    state: storableText,
    reason: display,
    amount_money: money.nullish(),
    due_at: helpfulTime,
    disputed_payment: z.object({ payment_id: optionalText }).nullish(),
    location_id: optionalText,
  })
  .refine(({ id, dispute_id }) => id ?? dispute_id, { path: ["id"], message: "is missing" })

const about = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.object({ merchant_id: optionalText, data: z.object({ object: z.object(shape) }) })

/** Events about one thing each, as far as they are stored. `data.id` is left alone, because the thing itself carries its id. */
export const paymentEvent = about({ payment })
export const refundEvent = about({ refund })
export const disputeEvent = about({ dispute })

export type SquarePayment = z.output<typeof payment>
export type SquareRefund = z.output<typeof refund>
export type SquareDispute = z.output<typeof dispute>

/** The stored form of an event: the fields above under Square's names; of other events, their owner. */
export type SquarePayload = Readonly<Record<string, unknown>>
