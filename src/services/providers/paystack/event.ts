import { z } from "@medusajs/framework/zod"
import { fingerprint } from "../kit/fingerprint"
import { storableText } from "../kit/storable-text"
import { units } from "./amount"
import { metadata } from "./metadata"

/** Fields of every event. There is no id among them. */
export const envelope = z.object({ event: storableText, data: z.looseObject({}) })

/** Text and times that only help: unreadable is the same as absent. */
const helpful = storableText.optional().catch(undefined)
const helpfulTime = z.iso.datetime({ offset: true }).optional().catch(undefined)

/** Paystack's ids are numbers. Text is read as well, for ids that are too large for a number. */
const id = z.union([z.int(), storableText]).transform(String)

const money = { currency: helpful, domain: helpful }

const transaction = {
  /** Unique within a business; every later event names the payment by it. */
  reference: storableText,
  metadata: metadata.optional(),
}

/** `charge.*`: `data` is the transaction. */
export const chargeEvent = z.object({
  data: z.object({
    ...transaction,
    ...money,
    status: storableText,
    amount: units,
    requested_amount: units,
    paid_at: helpfulTime,
    channel: helpful,
    gateway_response: helpful,
    // Paystack's word for the fingerprint of a card; it signs nothing.
    authorization: z.object({ signature: fingerprint }).optional().catch(undefined),
  }),
})

/** `refund.*` */
export const refundEvent = z.object({
  data: z.object({
    ...money,
    status: storableText,
    transaction_reference: storableText,
    refund_reference: helpful.nullable(),
    id: id.nullish(),
    amount: units,
  }),
})

/** `charge.dispute.*` */
export const disputeEvent = z.object({
  data: z.object({
    ...money,
    id,
    status: storableText,
    resolution: helpful.nullable(),
    category: helpful.nullable(),
    refund_amount: units,
    dueAt: helpfulTime,
    resolvedAt: helpfulTime,
    updated_at: helpfulTime,
    // `data.transaction_reference` is null in Paystack's own samples: this names the payment.
    transaction: z.object({ ...transaction, currency: helpful }),
  }),
})

export type PaystackCharge = z.output<typeof chargeEvent>["data"]
export type PaystackRefund = z.output<typeof refundEvent>["data"]
export type PaystackDispute = z.output<typeof disputeEvent>["data"]

/** The stored form of an event: the fields above under Paystack's names; nothing of events that are not read. */
export type PaystackPayload = Readonly<Record<string, unknown>>
