import { fieldOf, readBoolean, readCurrency, readObject, readText } from "../kit/fields"
import { readDateTime } from "../kit/read-date-time"

/**
 * The stored fields of an item. The eight signed fields decide; `live`, `eventDate`, `reason`, `paymentMethod` and `dispute` are
 * unsigned and inform. Payers' data is left out; the raw bytes hold it until retention prunes them. An item whose signed text can be
 * split in several ways has no references.
 */
export interface AdyenItem {
  readonly live?: boolean
  readonly eventCode?: string
  readonly success?: string
  readonly pspReference?: string
  readonly originalReference?: string
  readonly merchantAccountCode?: string
  readonly merchantReference?: string
  /** Adyen's own minor units. */
  readonly value?: number
  readonly currency?: string
  /** The reason of a failure. It is stored for failures only, since an authorization's reason is the card's last digits and expiry. */
  readonly reason?: string
  readonly paymentMethod?: string
  /** A fingerprint that equal cards share (a digest of Adyen's alias), and whether Adyen's rules ask for a person's review. */
  readonly fingerprint?: string
  readonly underReview?: boolean
  readonly dispute?: AdyenDispute
}

export interface AdyenDispute {
  readonly status?: string
  readonly reasonCode?: string
  readonly defensePeriodEndsAt?: string
  /** `false` where Adyen lets nobody defend against it. */
  readonly defendable?: boolean
}

/** A platform or management webhook: acknowledged and not read further. */
export interface AdyenPlatformEvent {
  readonly platform: true
}

export type AdyenEvent = AdyenItem | AdyenPlatformEvent

const readWhole = (value: unknown): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined)

/** Reads a stored item, of an older version, too. */
export function readStoredItem(stored: unknown): AdyenItem {
  const item = readObject(stored) ?? {}
  return {
    live: readBoolean(item.live),
    eventCode: readText(item.eventCode),
    success: readText(item.success),
    pspReference: readText(item.pspReference),
    originalReference: readText(item.originalReference),
    merchantAccountCode: readText(item.merchantAccountCode),
    merchantReference: readText(item.merchantReference),
    value: readWhole(item.value),
    currency: readCurrency(item.currency),
    reason: readText(item.reason),
    paymentMethod: readText(item.paymentMethod),
    fingerprint: readText(item.fingerprint),
    underReview: readBoolean(item.underReview),
    dispute: readDispute(item.dispute),
  }
}

function readDispute(stored: unknown): AdyenDispute | undefined {
  if (stored === undefined) return undefined
  const endsAt = fieldOf(stored, "defensePeriodEndsAt")
  return {
    status: readText(fieldOf(stored, "status")),
    reasonCode: readText(fieldOf(stored, "reasonCode")),
    defensePeriodEndsAt: readDateTime(endsAt) && (endsAt as string),
    defendable: readBoolean(fieldOf(stored, "defendable")),
  }
}
