import { MalformedPayloadError } from "../../domain/errors"
import type { JsonObject } from "../kit/read-json"

/**
 * A signed text in which ":" is forbidden. Adyen signs eight fields joined by ":" and escapes nothing, so "A:B" and "C" are
 * signed as "A" and "B:C" are. With ":" in `merchantReference` alone, the signed text can be split in one way only.
 */
const PLAIN = /^[^:\\\p{Cc}\p{Cs}]+$/u
const MUST_BE_PLAIN =
  'must be text of 1 to 255 characters without ":", "\\" and control characters, which would let one signature stand for several readings'

/** Text that can be stored. Lone surrogates are refused above all because they are all one and the same in UTF-8, which is signed. */
const STORABLE = /^[^\0\p{Cs}]+$/u
const CURRENCY = /^[A-Z]{3}$/
const EVENT_CODE = /^[A-Z][A-Z0-9_]{0,39}$/
const MAX_LENGTH = 255
const MAX_PSP_REFERENCE_LENGTH = 200

/** An item of a standard webhook: the signed fields, in which nothing is doubtful, and the rest, which anybody may have written. */
export interface Item {
  readonly pspReference: string
  readonly originalReference: string
  readonly merchantAccountCode: string
  readonly merchantReference: string
  readonly value: number | undefined
  readonly currency: string
  readonly eventCode: string
  /** The text, never a boolean: where code tests `success` for truth, "false" counts as true. */
  readonly success: "true" | "false"
  readonly additionalData: unknown
  readonly eventDate: unknown
  readonly reason: unknown
  readonly paymentMethod: unknown
}

/** Text that fits the pattern; "" for an absent, null or empty value, which are one to Adyen; undefined for anything else. */
function textOf(value: unknown, pattern: RegExp): string | undefined {
  if (value == null || value === "") return ""
  return typeof value === "string" && value.length <= MAX_LENGTH && pattern.test(value) ? value : undefined
}

/**
 * Reads an item. Absent fields are "", as Adyen signs them. By hand rather than by a schema, because it runs before the signature is
 * verified, for every item of a call that anybody may send. Throws MalformedPayloadError that names the field, never its content.
 */
export function readItem(item: JsonObject, index: number): Item {
  const { amount = null, success } = item
  if (typeof amount !== "object" || Array.isArray(amount)) throw malformed(index, "amount must be an object")
  const { value, currency: code } = (amount ?? {}) as JsonObject
  if (value != null && !Number.isSafeInteger(value)) throw malformed(index, "amount.value must be a whole number of minor units")
  const currency = textOf(code, CURRENCY)
  if (currency === undefined) throw malformed(index, "amount.currency must be an ISO 4217 code")
  if (success !== "true" && success !== "false") throw malformed(index, 'success must be the text "true" or "false"')
  const eventCode = textOf(item.eventCode, EVENT_CODE)
  if (!eventCode) throw malformed(index, "eventCode must be an event code")
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
  return {
    pspReference,
    originalReference,
    merchantAccountCode,
    merchantReference,
    value: (value as number | null | undefined) ?? undefined,
    currency,
    eventCode,
    success,
    additionalData: item.additionalData,
    eventDate: item.eventDate,
    reason: item.reason,
    paymentMethod: item.paymentMethod,
  }
}

const malformed = (index: number, problem: string) => new MalformedPayloadError(`item ${index}: ${problem}`)

/** The text that Adyen signs of an item: eight fields joined by ":", absent ones empty. Nothing else of the item is covered. */
export const signedText = (item: Omit<Item, "additionalData">): string =>
  `${item.pspReference}:${item.originalReference}:${item.merchantAccountCode}:${item.merchantReference}:` +
  `${item.value ?? ""}:${item.currency}:${item.eventCode}:${item.success}`

/** The text under a key of `additionalData`, which is unsigned. Undefined when there is none. */
export function additionalText({ additionalData }: Pick<Item, "additionalData">, key: string): string | undefined {
  if (typeof additionalData !== "object" || additionalData === null || !Object.hasOwn(additionalData, key)) return undefined
  const value: unknown = (additionalData as Record<string, unknown>)[key]
  return typeof value === "string" ? value : undefined
}
