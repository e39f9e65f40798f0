import { fingerprint } from "../kit/fingerprint"
import { readDateTime } from "../kit/read-date-time"
import type { AdyenDispute, AdyenItem } from "./event"
import { additionalText, type Item } from "./item"

/** `Refused`, `Not enough balance`, `3D Not Authenticated`; not four digits in a row, which may be a card's. */
const REASON = /^(?!.*\d{4})[\p{L}\p{N} _.,:;'()/&-]{1,120}$/u
/** `4853`, `10.4`, `visa`, `Pending`. */
const CODE = /^[A-Za-z0-9 ._-]{1,40}$/

const fitting = (pattern: RegExp, value: unknown): string | undefined => {
  const text = typeof value === "string" ? value.trim() : ""
  return text && pattern.test(text) && text !== "null" ? text : undefined
}

/** `AUTHORISATION` with success "false", and the codes that mean a failure by themselves. */
const isFailure = ({ success, eventCode }: Item): boolean =>
  success === "false" || eventCode.endsWith("_FAILED") || eventCode === "REFUNDED_REVERSED"

/** The stored fields of an item, without payers' data. An absent one is left out when the item is stored. */
export function pickFields(item: Item, live: boolean): AdyenItem {
  if (!item.certain) return { live, eventCode: item.eventCode, value: item.value, currency: item.currency || undefined }
  const alias = additionalText(item, "alias")
  return {
    live,
    eventCode: item.eventCode,
    success: item.success,
    pspReference: item.pspReference,
    originalReference: item.originalReference || undefined,
    merchantAccountCode: item.merchantAccountCode || undefined,
    merchantReference: item.merchantReference || undefined,
    value: item.value,
    currency: item.currency || undefined,
    reason: isFailure(item) ? fitting(REASON, item.reason) : undefined,
    paymentMethod: fitting(CODE, item.paymentMethod),
    fingerprint: alias ? fingerprint.parse(alias) : undefined,
    underReview: additionalText(item, "fraudManualReview") === "true" || undefined,
    dispute: pickDispute(item),
  }
}

const REASON_CODES = ["chargebackReasonCode", "rfiReasonCode", "nofReasonCode"]

function pickDispute(item: Item): AdyenDispute | undefined {
  const status = fitting(CODE, additionalText(item, "disputeStatus"))
  // Samples write it with a space in front.
  const reasonCode = REASON_CODES.map((key) => fitting(CODE, additionalText(item, key))).find(Boolean)
  const endsAt = additionalText(item, "defensePeriodEndsAt")
  const defensePeriodEndsAt = readDateTime(endsAt) && endsAt
  const defendable = additionalText(item, "defendable") === "false" ? false : undefined
  if (!status && !reasonCode && !defensePeriodEndsAt && defendable === undefined) return undefined
  return { status, reasonCode, defensePeriodEndsAt, defendable }
}
