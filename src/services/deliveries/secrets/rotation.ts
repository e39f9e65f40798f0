import { randomUUID } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { InvalidSecretError } from "./invalid-secret-error"

/** A destination's secret as it is stored, sealed. Times are ISO 8601; the newest one never expires. */
export interface StoredSecret {
  readonly id: string
  readonly secret: string
  readonly created_at: string
  readonly expires_at: string | null
}

/** Secrets that sign side by side. Each is a signature in every call, and more than a few mean that nobody waits for the overlap. */
const MOST_VALID = 5

const DAY_SECONDS = 86_400

/** For how long the former secret signs beside the new one: 0 to 7 days in seconds, 24 hours where it is left out. */
export const overlapSeconds = z
  .int("must be a whole number of seconds from 0 to 604800 (7 days)")
  .min(0, "must be 0 or more; with 0, the former secret is worthless at once")
  .max(7 * DAY_SECONDS, "must be 604800 (7 days) or less")
  .default(DAY_SECONDS)

/** A destination's first secret, or a further one of the options. */
export const storedSecret = (secret: string, now: Date): StoredSecret => ({
  id: `dsec_${randomUUID().replaceAll("-", "")}`,
  secret,
  created_at: now.toISOString(),
  expires_at: null,
})

/** The stored secrets that sign now, newest first. A secret expires at its time, not after it. */
export const validSecrets = (stored: readonly StoredSecret[], now: Date): readonly StoredSecret[] =>
  stored
    .filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > now.getTime())
    .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))

/** When the next secret expires, whereupon senders are opened anew; undefined where none does. */
export function nextExpiry(stored: readonly StoredSecret[], now: Date): Date | undefined {
  const times = validSecrets(stored, now).flatMap(({ expires_at }) => (expires_at === null ? [] : [Date.parse(expires_at)]))
  return times.length ? new Date(Math.min(...times)) : undefined
}

/**
 * Puts a new secret before the others, which go on signing for the overlap; what has expired is dropped. A secret that expires
 * sooner keeps its time: a second rotation must not prolong what the first has ended. Throws InvalidSecretError for a secret that is
 * there already, and when too many are valid.
 */
export function rotate(
  stored: readonly StoredSecret[],
  secret: string,
  { overlapSeconds, now }: { overlapSeconds: number; now: Date },
): readonly StoredSecret[] {
  const end = now.getTime() + overlapSeconds * 1_000
  const former = validSecrets(stored, now)
  if (former.some((other) => other.secret === secret)) throw new InvalidSecretError("is this destination's secret already")
  const kept = validSecrets(
    former.map((other) => ({ ...other, expires_at: earlier(other.expires_at, end) })),
    now,
  )
  if (kept.length >= MOST_VALID) {
    throw new InvalidSecretError(`cannot be added: ${MOST_VALID} are valid; wait for one to expire, or give an overlap of 0`)
  }
  return [storedSecret(secret, now), ...kept]
}

const earlier = (expiresAt: string | null, end: number): string =>
  new Date(expiresAt === null ? end : Math.min(Date.parse(expiresAt), end)).toISOString()
