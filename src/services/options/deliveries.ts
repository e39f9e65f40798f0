import { z } from "@medusajs/framework/zod"
import { httpKindOptions } from "../deliveries/kinds/http/options"
import type { DestinationKind } from "../deliveries/kind"
import { isDestinationKind } from "../deliveries/registry"
import { encryptionKeys } from "../deliveries/secrets/encryption-keys"
import { FACT_PATTERNS } from "../domain/delivery-facts"

/** Ids of destinations of the admin API begin so. */
const MADE = /^dest_/

const destinationId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, ".", "-" or "_", and start with a letter or digit',
  )
  .refine((id) => !MADE.test(id), 'must not start with "dest_", as those of the admin API do')

const fact = z
  .string()
  .refine((name) => FACT_PATTERNS.includes(name), 'must be a fact, like "payment.captured", a group, like "payment.*", or "*"')

/** The bounds of `timeoutSeconds`, of the admin API as well. */
export const DESTINATION_TIMEOUT = { least: 1, most: 60, default: 15 } as const

const destination = z.strictObject({
  /** Named in lists, logs and figures. A destination that gets another id is another one: what is on its way is canceled. */
  id: destinationId,
  /** `http`, or another kind that the page of destinations lists, or one of the store's own. */
  kind: z.string().default("http"),
  description: z.string().min(1).max(500).optional(),
  /** The kind's own options: of `http`, `{ url, dialect?, headers? }`. */
  config: z.unknown(),
  /** The facts that it is sent: `payment.captured`, `refund.*`, `*`. */
  facts: z.array(fact).min(1, "give at least one fact").default(["*"]),
  /** The accounts whose facts it is sent. Empty: all, and the facts of no account. */
  accounts: z.array(z.string()).default([]),
  /** `full`: the fact with its data. `thin`: only a path from which the receiver reads it back. */
  payload: z.enum(["full", "thin"]).default("full"),
  /** Secrets that sign its messages, newest first: all of them do, so that a receiver can change from one to the other. */
  secrets: z.array(z.string("must be text; is the environment variable set?")).default([]),
  /** Seconds after which an attempt has failed. */
  timeoutSeconds: z
    .number()
    .int()
    .min(DESTINATION_TIMEOUT.least)
    .max(DESTINATION_TIMEOUT.most)
    .default(DESTINATION_TIMEOUT.default),
})

const kind = z.custom<DestinationKind>(isDestinationKind, "must be a kind of destination, as defineDestinationKind returns it")

/** Third parties that are sent facts: by signed HTTP calls, or by a broker. */
export const deliveryOptions = z
  .strictObject({
    /** Seal the destinations of the admin API in the database: 32 bytes in base64 each, newest first. */
    encryptionKeys,
    destinations: z.array(destination).default([]),
    /** Kinds of destinations of the store's own. */
    kinds: z.array(kind).default([]),
    ...httpKindOptions,
  })
  .prefault({})

export type ParsedDeliveries = z.output<typeof deliveryOptions>
export type ParsedDestination = ParsedDeliveries["destinations"][number]
