import { MalformedPayloadError } from "../../domain/errors"
import type { JsonObject } from "../kit/read-json"
import { isReadForMoney } from "./reports"
import { readSignedFields, type SignedFields } from "./signed-fields"
import { readUnreadFields } from "./unread-fields"

const EVENT_CODE = /^[A-Z][A-Z0-9_]{0,39}$/

/** An item of a standard webhook: the signed fields, and the rest, which anybody may have written. */
export interface Item extends SignedFields {
  readonly eventCode: string
  readonly additionalData: unknown
  readonly eventDate: unknown
  readonly reason: unknown
  readonly paymentMethod: unknown
}

/**
 * Reads an item. By hand rather than by a schema, because it runs before the signature is verified, for every item of a call that
 * anybody may send. Throws MalformedPayloadError that names the field, never its content.
 *
 * Adyen signs eight fields joined by ":" and escapes nothing, so "A:B" and "C" are signed as "A" and "B:C" are. The event code and
 * `success` are the last two and never hold a ":", whatever the item: no signature of one event code serves for another. That is why
 * only items that are read for money have to be free of other doubts, and why a report's file name may hold a ":".
 */
export function readItem(item: JsonObject, index: number): Item {
  const { eventCode } = item
  if (typeof eventCode !== "string" || !EVENT_CODE.test(eventCode)) {
    throw new MalformedPayloadError(`item ${index}: eventCode must be an event code`)
  }
  const read = isReadForMoney(eventCode) ? readSignedFields : readUnreadFields
  const { pspReference, originalReference, merchantAccountCode, merchantReference, value, currency, success, signed, certain } =
    read(item, eventCode, index)
  const { additionalData, eventDate, reason, paymentMethod } = item
  return {
    pspReference,
    originalReference,
    merchantAccountCode,
    merchantReference,
    value,
    currency,
    success,
    signed,
    certain,
    eventCode,
    additionalData,
    eventDate,
    reason,
    paymentMethod,
  }
}

/** The text under a key of `additionalData`, which is unsigned. Undefined when there is none. */
export function additionalText({ additionalData }: Pick<Item, "additionalData">, key: string): string | undefined {
  if (typeof additionalData !== "object" || additionalData === null || !Object.hasOwn(additionalData, key)) return undefined
  const value: unknown = (additionalData as Record<string, unknown>)[key]
  return typeof value === "string" ? value : undefined
}
