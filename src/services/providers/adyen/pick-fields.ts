import { z } from "@medusajs/framework/zod"
import { fingerprint } from "../kit/fingerprint"
import type { AdyenItem } from "./event"
import { additionalText, type Item } from "./item"

const isoDateTime = z.iso.datetime({ offset: true })
/** `Refused`, `Not enough balance`, `3D Not Authenticated`; not four digits in a row, which may be a card's. */
const REASON = /^(?!.*\d{4})[\p{L}\p{N} _.,:;'()/&-]{1,120}$/u
/** `4853`, `10.4`, `visa`, `Pending`. */
const CODE = /^[A-Za-z0-9 ._-]{1,40}$/

const fitting = (pattern: RegExp, value: unknown): string | undefined => {
  const text = typeof value === "string" ? value.trim() : ""
  return pattern.test(text) && text !== "null" ? text : undefined
}

/** `AUTHORISATION` with success "false", and the codes that mean a failure by themselves. */
const isFailure = ({ success, eventCode }: Item): boolean =>
  success === "false" || eventCode.endsWith("_FAILED") || eventCode === "REFUNDED_REVERSED"

/** A date and time with a zone, unchanged. Undefined for anything else. */
export const dateTime = (value: unknown): string | undefined =>
  // Most items have no date, and a schema that refuses costs more than all the rest of the item.
  typeof value === "string" ? isoDateTime.safeParse(value).data : undefined

/** The stored fields of an item, without payers' data. */
export function pickFields(item: Item, live: boolean): AdyenItem {
  const reason = isFailure(item) ? fitting(REASON, item.reason) : undefined
  const paymentMethod = fitting(CODE, item.paymentMethod)
  const dispute = pickDispute(item)
  const alias = fingerprint.parse(additionalText(item, "alias"))
  return {
    live,
    eventCode: item.eventCode,
    success: item.success,
    pspReference: item.pspReference,
    ...(item.originalReference && { originalReference: item.originalReference }),
    merchantAccountCode: item.merchantAccountCode,
    ...(item.merchantReference && { merchantReference: item.merchantReference }),
    ...(item.value !== undefined && { value: item.value }),
    ...(item.currency && { currency: item.currency }),
    ...(reason && { reason }),
    ...(paymentMethod && { paymentMethod }),
    ...(alias && { fingerprint: alias }),
    ...(additionalText(item, "fraudManualReview") === "true" && { underReview: true }),
    ...(dispute && { dispute }),
  }
}

function pickDispute(item: Item): AdyenItem["dispute"] {
  const status = fitting(CODE, additionalText(item, "disputeStatus"))
  // Samples write it with a space in front.
  const reasonCode = ["chargebackReasonCode", "rfiReasonCode", "nofReasonCode"]
    .map((key) => fitting(CODE, additionalText(item, key)))
    .find(Boolean)
  const defensePeriodEndsAt = dateTime(additionalText(item, "defensePeriodEndsAt"))
  if (!status && !reasonCode && !defensePeriodEndsAt) return undefined
  return { ...(status && { status }), ...(reasonCode && { reasonCode }), ...(defensePeriodEndsAt && { defensePeriodEndsAt }) }
}
