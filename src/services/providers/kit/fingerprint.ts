import type { z } from "@medusajs/framework/zod"
import { createHash } from "node:crypto"
import { storableText } from "./storable-text"

const PREFIX = "sha256:"

const digest = (reported: string): string =>
  reported.startsWith(PREFIX) ? reported : PREFIX + createHash("sha256").update(reported).digest("hex")

/**
 * What a provider tells equal cards by, kept as a digest: finding equal ones is all it is for. A digest stays itself, because what was
 * stored is read by the same shape again. What cannot be read is left out instead of refusing a payment for it.
 */
export const fingerprint = storableText.transform(digest).optional().catch(undefined)

export type Fingerprint = z.output<typeof fingerprint>
