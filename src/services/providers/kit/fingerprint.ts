import type { z } from "@medusajs/framework/zod"
import { createHash } from "node:crypto"
import { storableText } from "./storable-text"

const PREFIX = "sha256:"

const digest = (reported: string): string =>
  reported.startsWith(PREFIX) ? reported : PREFIX + createHash("sha256").update(reported).digest("hex")

/**
 * A provider's fingerprint of a card, stored as a digest, because it only serves to find equal cards. A digest stays itself, because
 * the same shape reads the stored value again. An unreadable fingerprint is left out: refusing a payment for it would be worse.
 */
export const fingerprint = storableText.transform(digest).optional().catch(undefined)

export type Fingerprint = z.output<typeof fingerprint>
