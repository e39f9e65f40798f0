import type { Fact } from "./facts"

const AMOUNTS = ["amount", "capturedTotal", "refundedTotal", "authorizedAmount", "lostAmount", "payerFee"] as const
const DATES = ["occurredAt", "evidenceDueBy", "expiresOn", "madeAt", "openedAt"] as const

type Json = Record<string, unknown>

/** Facts as a row keeps them: minor units as decimal text, dates in ISO 8601. */
export const toJson = (facts: readonly Fact[]): unknown =>
  JSON.parse(JSON.stringify(facts, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)))

/** Facts from the JSON of `toJson`. For our own rows only: nothing is validated. */
export function fromJson(json: unknown): Fact[] {
  return (json as Json[]).map((stored) => {
    const fact: Json = { ...stored }
    for (const name of AMOUNTS) {
      const amount = fact[name] as Json | undefined
      if (amount && typeof amount.minor === "string") fact[name] = { ...amount, minor: BigInt(amount.minor) }
    }
    for (const name of DATES) if (typeof fact[name] === "string") fact[name] = new Date(fact[name])
    return fact as unknown as Fact
  })
}
