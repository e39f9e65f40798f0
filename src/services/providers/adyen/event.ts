import { z } from "@medusajs/framework/zod"
import { fingerprint } from "../kit/fingerprint"
import { storableText } from "../kit/storable-text"

/**
 * The stored fields of an item. The eight signed fields decide; `live`, `eventDate`, `reason`, `paymentMethod` and `dispute` are
 * unsigned and inform. Payers' data is left out; the raw bytes hold it until retention prunes them.
 */
export const adyenItem = z.object({
  live: z.boolean(),
  eventCode: storableText,
  success: z.enum(["true", "false"]),
  pspReference: storableText,
  originalReference: storableText.optional(),
  merchantAccountCode: storableText,
  merchantReference: storableText.optional(),
  /** Adyen's own minor units. */
  value: z.int().optional(),
  currency: z.string().optional(),
  /** The reason of a failure. It is stored for failures only, since an authorization's reason is the card's last digits and expiry. */
  reason: z.string().optional(),
  paymentMethod: z.string().optional(),
  /** A fingerprint that equal cards share (a digest of Adyen's alias), and whether Adyen's rules ask for a person's review. */
  fingerprint,
  underReview: z.boolean().optional(),
  dispute: z
    .object({
      status: z.string().optional(),
      reasonCode: z.string().optional(),
      defensePeriodEndsAt: z.iso.datetime({ offset: true }).optional(),
    })
    .optional(),
})

export type AdyenItem = z.output<typeof adyenItem>

/** A platform or management webhook: acknowledged and not read further. */
export interface AdyenPlatformEvent {
  readonly platform: true
}

export type AdyenEvent = AdyenItem | AdyenPlatformEvent
