import { MalformedPayloadError } from "../../domain/errors"
import type { JsonObject } from "../kit/read-json"

/** The signed fields of an item. */
export interface SignedFields {
  readonly pspReference: string
  readonly originalReference: string
  readonly merchantAccountCode: string
  readonly merchantReference: string
  readonly value: number | undefined
  readonly currency: string
  /** The text, never a boolean: where code tests `success` for truth, "false" counts as true. */
  readonly success: string
  /** The text that Adyen signs: all of these and the event code, joined by ":", absent ones empty. Nothing else is covered. */
  readonly signed: string
  /** Whether the signed text can be split into these fields only. */
  readonly certain: boolean
}

/**
 * A signed text in which ":" is forbidden. With ":" in `merchantReference` alone, the signed text can be split in one way only.
 */
export const PLAIN = /^[^:\\\p{Cc}\p{Cs}]+$/u
const MUST_BE_PLAIN =
  'must be text of 1 to 255 characters without ":", "\\" and control characters, which would let one signature stand for several readings'

/** Text that can be stored. Lone surrogates are refused above all because they are all one and the same in UTF-8, which is signed. */
const STORABLE = /^[^\0\p{Cs}]+$/u
export const CURRENCY = /^[A-Z]{3}$/
const MAX_LENGTH = 255
export const MAX_PSP_REFERENCE_LENGTH = 200

/** Text that fits the pattern; "" for an absent, null or empty value, which are one to Adyen; undefined for anything else. */
function textOf(value: unknown, pattern: RegExp): string | undefined {
  if (value == null || value === "") return ""
  return typeof value === "string" && value.length <= MAX_LENGTH && pattern.test(value) ? value : undefined
}

/** Reads the signed fields of an item that is read for money: nothing in them may be doubtful. Throws MalformedPayloadError. */
export function readSignedFields(item: JsonObject, eventCode: string, index: number): SignedFields {
  const { amount = null, success } = item
  if (typeof amount !== "object" || Array.isArray(amount)) throw malformed(index, "amount must be an object")
  const { value: units, currency: code } = (amount ?? {}) as JsonObject
  if (units != null && !Number.isSafeInteger(units)) throw malformed(index, "amount.value must be a whole number of minor units")
  const currency = textOf(code, CURRENCY)
  if (currency === undefined) throw malformed(index, "amount.currency must be an ISO 4217 code")
  if (success !== "true" && success !== "false") throw malformed(index, 'success must be the text "true" or "false"')
  const pspReference = textOf(item.pspReference, PLAIN)
  if (!pspReference) throw malformed(index, `pspReference ${MUST_BE_PLAIN}`)
  // It becomes a part of the event's id, which has to fit into an index.
  if (pspReference.length > MAX_PSP_REFERENCE_LENGTH) throw malformed(index, "pspReference is longer than 200 characters")
  const originalReference = textOf(item.originalReference, PLAIN)
  if (originalReference === undefined) throw malformed(index, `originalReference ${MUST_BE_PLAIN}`)
  const merchantAccountCode = textOf(item.merchantAccountCode, PLAIN)
  if (!merchantAccountCode) throw malformed(index, `merchantAccountCode ${MUST_BE_PLAIN}`)
  const merchantReference = textOf(item.merchantReference, STORABLE)
  if (merchantReference === undefined) throw malformed(index, "merchantReference must be text that can be stored")
  const value = (units as number | null | undefined) ?? undefined
  const signed =
    `${pspReference}:${originalReference}:${merchantAccountCode}:${merchantReference}:` +
    `${value ?? ""}:${currency}:${eventCode}:${success}`
  return {
    pspReference,
    originalReference,
    merchantAccountCode,
    merchantReference,
    value,
    currency,
    success,
    signed,
    certain: true,
  }
}

const malformed = (index: number, problem: string) => new MalformedPayloadError(`item ${index}: ${problem}`)
