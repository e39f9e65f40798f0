import { readGenericFacts } from "../generic-event"
import { defineProvider } from "../provider"
import { standardWebhooksOptions } from "./options"
import { parseStandardWebhook } from "./parse"
import { verifyStandardWebhook } from "./verify"

/** Any sender that follows Standard Webhooks and can write the generic event body. */
export const standardWebhooks = defineProvider({
  id: "standard-webhooks",
  options: standardWebhooksOptions,
  redact: [],
  keepHeaders: ["webhook-id", "webhook-timestamp"],
  verify: verifyStandardWebhook,
  parse: parseStandardWebhook,
  normalize: readGenericFacts,
})
