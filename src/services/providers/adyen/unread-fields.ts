import { MalformedPayloadError } from "../../domain/errors"
import { fieldOf } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { CURRENCY, MAX_PSP_REFERENCE_LENGTH, PLAIN, type SignedFields } from "./signed-fields"

/**
 * Reads the signed fields of an item that is not read for money: a report's file name stands in `pspReference`. Its signature is
 * verified like any other, and the fields may hold anything that can be signed. They are certain only where no ":" could have moved.
 * Throws MalformedPayloadError for values of which no text can be signed.
 */
export function readUnreadFields(item: JsonObject, eventCode: string, index: number): SignedFields {
  const part = (name: string, value: unknown): string => {
    if (value == null) return ""
    if (typeof value === "object") throw new MalformedPayloadError(`item ${index}: ${name} is no text that can be signed`)
    return String(value)
  }
  const { amount } = item
  const [pspReference, originalReference, merchantAccountCode, merchantReference] = [
    part("pspReference", item.pspReference),
    part("originalReference", item.originalReference),
    part("merchantAccountCode", item.merchantAccountCode),
    part("merchantReference", item.merchantReference),
  ]
  const [units, currency] = [fieldOf(amount, "value"), part("amount.currency", fieldOf(amount, "currency"))]
  const success = part("success", item.success)
  // A ":" would let the signature of another event code, which stands before it, serve for this one.
  if (success.includes(":")) throw new MalformedPayloadError(`item ${index}: success must not hold a ":"`)
  const value = Number.isSafeInteger(units) ? (units as number) : undefined
  const certain =
    [pspReference, originalReference, merchantAccountCode, merchantReference].every((text) => !text || PLAIN.test(text)) &&
    [originalReference, merchantAccountCode, merchantReference].every((text) => text.length <= 255) &&
    pspReference.length > 0 &&
    pspReference.length <= MAX_PSP_REFERENCE_LENGTH &&
    (units == null || value !== undefined) &&
    (!currency || CURRENCY.test(currency)) &&
    (success === "true" || success === "false")
  return {
    pspReference,
    originalReference,
    merchantAccountCode,
    merchantReference,
    value,
    currency: CURRENCY.test(currency) ? currency : "",
    success,
    signed:
      `${pspReference}:${originalReference}:${merchantAccountCode}:${merchantReference}:` +
      `${part("amount.value", units)}:${currency}:${eventCode}:${success}`,
    certain,
  }
}
