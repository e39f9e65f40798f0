import { z } from "@medusajs/framework/zod"
import { readJson, requireShape } from "../read-json"
import { storableText } from "../storable-text"

const UNAMBIGUOUS = 'holds ":", "\\" or a control character, which would let one signature stand for several readings'

/**
 * A signed text in which no ":" may stand. Adyen signs eight fields joined by ":" and escapes nothing, so "A:B" and "C" are signed
 * as "A" and "B:C" are. With ":" in `merchantReference` alone there is one way only to split what was signed.
 */
const plain = storableText.regex(/^[^:\\\p{Cc}]+$/u, UNAMBIGUOUS)

/** Adyen leaves a field out, or sends null or "": all three are signed as "". */
const orEmpty = <T extends z.ZodType<string>>(text: T) => z.union([text, z.literal("")]).nullish()

const amount = z
  .object({
    value: z.int("must be a whole number of minor units").nullish(),
    currency: orEmpty(z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")),
  })
  .nullish()

/**
 * One item of a standard webhook: the signed fields, which are held to the types and characters that leave no doubt what was
 * signed, and the rest, which anybody on the way may have written. Text that cannot be encoded is refused with them: in UTF-8
 * all lone surrogates are one and the same.
 */
const item = z.object({
  pspReference: plain.max(200, "is longer than 200 characters"),
  originalReference: orEmpty(plain),
  merchantAccountCode: plain,
  merchantReference: orEmpty(storableText),
  amount,
  eventCode: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/, "must be an event code"),
  // The text, never a boolean: where `success` is tested as it stands, "false" counts as true.
  success: z.enum(["true", "false"], 'must be the text "true" or "false"'),
  additionalData: z.unknown(),
  eventDate: z.unknown(),
  reason: z.unknown(),
  paymentMethod: z.unknown(),
})

const notification = z.object({
  live: z.enum(["true", "false"], 'must be the text "true" or "false"'),
  notificationItems: z
    .array(z.object({ NotificationRequestItem: item }), "must be a list")
    .min(1, "is empty: nothing in it is signed"),
})

/** A notification item as it arrived, with null and absent texts as "". */
export type NotificationItem = z.output<typeof item>

/** A standard webhook. */
export interface Notification {
  /** As the unsigned envelope says. */
  readonly live: boolean
  readonly items: readonly NotificationItem[]
}

/** Reads a standard webhook. Throws MalformedPayloadError, also for items whose signed fields could be read in two ways. */
export const readNotification = (rawBody: Buffer): Notification => requireNotification(readJson(rawBody))

/** As `readNotification`, for a body that is read already. */
export function requireNotification(body: unknown): Notification {
  const { live, notificationItems } = requireShape(notification, body)
  return { live: live === "true", items: notificationItems.map(({ NotificationRequestItem }) => NotificationRequestItem) }
}

/** The text under a key of `additionalData`, which is unsigned; undefined when there is none. */
export function additionalText({ additionalData }: NotificationItem, key: string): string | undefined {
  if (typeof additionalData !== "object" || additionalData === null || !Object.hasOwn(additionalData, key)) return undefined
  const value: unknown = (additionalData as Record<string, unknown>)[key]
  return typeof value === "string" ? value : undefined
}
