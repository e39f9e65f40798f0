import { fingerprint } from "../kit/fingerprint"
import { fieldOf, readText, requireField } from "../kit/fields"
import { readIsoTime } from "../kit/iso-time"
import { readDigits } from "./amount"
import { readMetadata } from "./metadata"

/*
 * The stored contents of the events that are read: their fields under Paystack's names, without the payer. Each function reads
 * `data` as Paystack sent it, and as it was stored, and throws MalformedPayloadError where it is not about anything.
 */

export type PaystackCharge = ReturnType<typeof readCharge>
export type PaystackRefund = ReturnType<typeof readRefund>
export type PaystackDispute = ReturnType<typeof readDispute>
export type PaystackPreauthorization = ReturnType<typeof readPreauthorization>
export type PaystackBankTransfer = ReturnType<typeof readBankTransfer>

/** The stored form of an event; nothing is stored of events that are not read. */
export type PaystackPayload = Readonly<Record<string, unknown>>

/** Paystack's ids are numbers. Text is read as well, for ids that are too large for a number. */
const readId = (value: unknown): string | undefined => (Number.isSafeInteger(value) ? String(value) : readText(value))

const text = (data: unknown, key: string): string | undefined => readText(fieldOf(data, key))
const time = (data: unknown, key: string): string | undefined => readIsoTime(fieldOf(data, key))
const units = (data: unknown, key: string): string | undefined => readDigits(fieldOf(data, key))

const requiredText = (data: unknown, key: string, parent = "data"): string =>
  requireField(text(data, key), `${parent}.${key}`, "must be text of 1 to 255 characters")

/** Paystack's word for the fingerprint of a card; it signs nothing. */
function authorization(data: unknown) {
  const signature = text(fieldOf(data, "authorization"), "signature")
  return { signature: signature && fingerprint.parse(signature) }
}

// The objects are written out field by field: put together from parts they take several times as long.

/** `charge.*`: `data` is the transaction. Its reference is unique within a business, and every later event names it. */
export const readCharge = (data: unknown) => ({
  reference: requiredText(data, "reference"),
  metadata: readMetadata(fieldOf(data, "metadata")),
  currency: text(data, "currency"),
  domain: text(data, "domain"),
  status: requiredText(data, "status"),
  amount: units(data, "amount"),
  requested_amount: units(data, "requested_amount"),
  paid_at: time(data, "paid_at"),
  authorization: authorization(data),
})

/** `refund.*` */
export const readRefund = (data: unknown) => ({
  currency: text(data, "currency"),
  domain: text(data, "domain"),
  status: text(data, "status"),
  transaction_reference: requiredText(data, "transaction_reference"),
  refund_reference: text(data, "refund_reference"),
  id: readId(fieldOf(data, "id")),
  amount: units(data, "amount"),
})

/** `charge.dispute.*` */
export const readDispute = (data: unknown) => ({
  currency: text(data, "currency"),
  domain: text(data, "domain"),
  id: requireField(readId(fieldOf(data, "id")), "data.id", "must be a whole number or text of 1 to 255 characters"),
  status: requiredText(data, "status"),
  resolution: text(data, "resolution"),
  category: text(data, "category"),
  refund_amount: units(data, "refund_amount"),
  dueAt: time(data, "dueAt"),
  resolvedAt: time(data, "resolvedAt"),
  created_at: time(data, "created_at"),
  updated_at: time(data, "updated_at"),
  // `data.transaction_reference` is null in Paystack's own samples: this names the payment.
  transaction: readDisputed(fieldOf(data, "transaction")),
})

const readDisputed = (transaction: unknown) => ({
  reference: requiredText(transaction, "reference", "data.transaction"),
  metadata: readMetadata(fieldOf(transaction, "metadata")),
  currency: text(transaction, "currency"),
})

/** `preauthorization.*`: `reference` is also that of the transaction by which it is captured. */
export const readPreauthorization = (data: unknown) => ({
  reference: requiredText(data, "reference"),
  metadata: readMetadata(fieldOf(data, "metadata")),
  currency: text(data, "currency"),
  domain: text(data, "domain"),
  status: text(data, "status"),
  amount: units(data, "amount"),
  captured_amount: units(data, "captured_amount"),
  captured_at: time(data, "captured_at"),
  authorization: authorization(data),
})

/** `bank.transfer.rejected`: it names Paystack's number of the transaction, not its reference, and no currency. */
export function readBankTransfer(data: unknown) {
  const transfer = fieldOf(data, "bank_transfer")
  return {
    bank_transfer: {
      amount: units(transfer, "amount"),
      message_type: text(transfer, "message_type"),
      transaction_id: readId(fieldOf(transfer, "transaction_id")),
    },
  }
}
