import type { ProviderId } from "../../../src/services/providers/registry"
import type { Harness } from "./harness"
import { braintree } from "./braintree"
import { hmac, hmacWithoutTimestamp } from "./hmac"
import { medusa } from "./medusa"
import { standardWebhooks, standardWebhooksEd25519 } from "./standard-webhooks"
import { stripe } from "./stripe"

/** One harness per room: a room that is registered without one does not compile. */
const harnesses = {
  stripe,
  braintree,
  "standard-webhooks": standardWebhooks,
  hmac,
  medusa,
} satisfies Record<ProviderId, Harness>

/** Other ways to configure a room, held to the same suite. */
const variants = {
  "standard-webhooks with ed25519": standardWebhooksEd25519,
  "hmac without a timestamp": hmacWithoutTimestamp,
}

export const everyHarness: readonly (readonly [string, Harness])[] = Object.entries({ ...harnesses, ...variants })

export type { Harness } from "./harness"
