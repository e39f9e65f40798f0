import { GENERIC_REPORTS } from "../kit/generic-about"
import { GENERIC_REQUIRES } from "../kit/generic-event"
import { readGenericFacts } from "../kit/generic-facts"
import { defineProvider } from "../provider"
import { standardWebhooksOptions } from "./options"
import { parseStandardWebhook } from "./parse"
import { testStandardWebhook } from "./test-call"
import { verifyStandardWebhook } from "./verify"

/** Any sender that follows Standard Webhooks and can write the generic event body. */
export const standardWebhooks = defineProvider({
  id: "standard-webhooks",
  about: {
    name: "Standard Webhooks",
    signature: "HMAC-SHA256 (v1) or ed25519 (v1a), `webhook-signature`",
    dedupe: "`webhook-id`",
    reports: GENERIC_REPORTS,
    acknowledgement: "200, empty",
    testedAgainst: "`standardwebhooks` (npm)",
  },
  setup: { events: [], page: "https://www.standardwebhooks.com" },
  options: standardWebhooksOptions,
  secrets: ({ secrets }) => ({ secrets: secrets.length }),
  redact: [],
  requires: GENERIC_REQUIRES,
  keepHeaders: ["webhook-id", "webhook-timestamp", "svix-id", "svix-timestamp"],
  verify: verifyStandardWebhook,
  parse: parseStandardWebhook,
  normalize: readGenericFacts,
  testCall: testStandardWebhook,
})
