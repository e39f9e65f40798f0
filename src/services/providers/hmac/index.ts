import { readGenericFacts } from "../generic-event"
import { defineProvider } from "../provider"
import { hmacOptions } from "./options"
import { parseHmac } from "./parse"
import { verifyHmac } from "./verify"

/** Any sender that can write the generic event body and sign it with a shared secret. */
export const hmac = defineProvider({
  id: "hmac",
  options: hmacOptions,
  redact: [],
  verify: verifyHmac,
  parse: parseHmac,
  normalize: readGenericFacts,
})
