import type { SigningKey } from "./signing-keys"

/** The UCP version that the order webhooks are written for. */
export const UCP_VERSION = "2026-04-08"

/**
 * The business profile that is served at `/.well-known/ucp`: public keys only. The keys stand under both names that versions of UCP
 * give the field, as none of them reads the other's. A store that has a profile of its own, with services and payment handlers,
 * gives it as `base`; its keys are added to.
 */
export function ucpProfile(keys: readonly SigningKey[], base: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const jwks = keys.map(({ publicJwk }) => publicJwk)
  const ucp = { version: UCP_VERSION, services: {}, capabilities: orderCapability, payment_handlers: {}, ...objectOf(base.ucp) }
  return { ...base, ucp, signing_keys: [...listOf(base.signing_keys), ...jwks], keys: [...listOf(base.keys), ...jwks] }
}

/** Metadata of an order's body, and of the profile: the one capability that the plugin has. */
export const orderCapability = { "dev.ucp.shopping.order": [{ version: UCP_VERSION }] }

/** Platforms keep a profile for this long: a rotation waits for it twice before the new key signs. */
export const PROFILE_MAX_AGE_SECONDS = 3_600

const objectOf = (value: unknown): object => (typeof value === "object" && value !== null ? value : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
