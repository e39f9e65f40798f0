import { fingerprint } from "../kit/fingerprint"
import { fieldOf, readObject, readText, requireField } from "../kit/fields"
import { readIsoTime } from "../kit/iso-time"
import { readAmount, type MollieAmount } from "./amount"
import { readMetadata } from "./metadata"

/*
 * The fields that are read of Mollie's entities, under Mollie's names. Fields that identify the buyer (`billingAddress`,
 * `description`, most of `details` …) are dropped. The order of the fields is part of a classic event's id: it never changes. Each
 * function throws MalformedPayloadError for an entity without the fields that its fact needs.
 */

export type MolliePayment = ReturnType<typeof readPayment>
export type MollieRefund = ReturnType<typeof readRefund>
export type MollieChargeback = ReturnType<typeof readChargeback>
export type MollieCapture = ReturnType<typeof readCapture>

const text = (value: unknown, key: string): string | undefined => readText(fieldOf(value, key))
const time = (value: unknown, key: string): string | undefined => readIsoTime(fieldOf(value, key))

function mode(value: unknown): "live" | "test" | undefined {
  const mode = fieldOf(value, "mode")
  return mode === "live" || mode === "test" ? mode : undefined
}

const requiredText = (value: unknown, resource: string, key: string): string =>
  requireField(text(value, key), `the ${resource}'s ${key}`, "must be text of 1 to 255 characters")

const requiredAmount = (value: unknown, resource: string, key = "amount"): MollieAmount =>
  requireField(readAmount(fieldOf(value, key)), `the ${resource}'s ${key}`, "must be a currency and a decimal amount")

/** Not forgiving: an unreadable sum must not pass for a missing one. */
const optionalAmount = (value: unknown, resource: string, key: string): MollieAmount | undefined =>
  (fieldOf(value, key) ?? undefined) === undefined ? undefined : requiredAmount(value, resource, key)

export const readRefund = (value: unknown) => ({
  resource: "refund" as const,
  id: requiredText(value, "refund", "id"),
  mode: mode(value),
  status: requiredText(value, "refund", "status"),
  amount: requiredAmount(value, "refund"),
  paymentId: requiredText(value, "refund", "paymentId"),
  metadata: readMetadata(fieldOf(value, "metadata")),
  createdAt: time(value, "createdAt"),
})

/** Money that the buyer's bank has taken back, and that it may give back again. */
export const readChargeback = (value: unknown) => ({
  resource: "chargeback" as const,
  id: requiredText(value, "chargeback", "id"),
  amount: requiredAmount(value, "chargeback"),
  paymentId: requiredText(value, "chargeback", "paymentId"),
  reason: code(value, "reason"),
  createdAt: time(value, "createdAt"),
  reversedAt: time(value, "reversedAt"),
})

/** Held money that was taken, whole or in part. */
export const readCapture = (value: unknown) => ({
  resource: "capture" as const,
  id: requiredText(value, "capture", "id"),
  mode: mode(value),
  status: text(value, "status"),
  amount: requiredAmount(value, "capture"),
  paymentId: requiredText(value, "capture", "paymentId"),
  metadata: readMetadata(fieldOf(value, "metadata")),
  createdAt: time(value, "createdAt"),
})

export const readPayment = (value: unknown) => ({
  resource: "payment" as const,
  id: requiredText(value, "payment", "id"),
  mode: mode(value),
  status: requiredText(value, "payment", "status"),
  amount: requiredAmount(value, "payment"),
  amountCaptured: optionalAmount(value, "payment", "amountCaptured"),
  amountRefunded: readAmount(fieldOf(value, "amountRefunded")),
  method: text(value, "method"),
  profileId: text(value, "profileId"),
  metadata: readMetadata(fieldOf(value, "metadata")),
  statusReason: code(value, "statusReason"),
  details: details(fieldOf(value, "details")),
  createdAt: time(value, "createdAt"),
  authorizedAt: time(value, "authorizedAt"),
  paidAt: time(value, "paidAt"),
  canceledAt: time(value, "canceledAt"),
  expiredAt: time(value, "expiredAt"),
  failedAt: time(value, "failedAt"),
  // Only where Mollie was asked for them.
  _embedded: embedded(fieldOf(value, "_embedded")),
})

const code = (value: unknown, key: string) => {
  const reason = readObject(fieldOf(value, key))
  return reason && { code: text(reason, "code") }
}

function details(value: unknown) {
  if (!readObject(value)) return undefined
  const card = text(value, "cardFingerprint")
  return { failureReason: text(value, "failureReason"), cardFingerprint: card && fingerprint.parse(card) }
}

function embedded(value: unknown) {
  if (!readObject(value)) return undefined
  return { refunds: listOf(value, "refunds", readRefund), chargebacks: listOf(value, "chargebacks", readChargeback) }
}

function listOf<Item>(value: unknown, key: string, read: (item: unknown) => Item): Item[] | undefined {
  const list = fieldOf(value, key) ?? undefined
  if (list === undefined) return undefined
  return requireField(Array.isArray(list) ? (list as unknown[]) : undefined, `the payment's ${key}`, "must be a list").map(read)
}
