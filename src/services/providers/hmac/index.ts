import { GENERIC_REPORTS } from "../kit/generic-about"
import { GENERIC_REQUIRES } from "../kit/generic-event"
import { readGenericFacts } from "../kit/generic-facts"
import { defineProvider } from "../provider"
import { hmacOptions } from "./options"
import { parseHmac } from "./parse"
import { testHmac } from "./test-call"
import { verifyHmac } from "./verify"

/** Any sender that can write the generic event body and sign it with a shared secret. */
export const hmac = defineProvider({
  id: "hmac",
  about: {
    name: "Generic HMAC",
    signature: "HMAC-SHA256, `Authorization: HMAC key:hex`",
    dedupe: "the body's `id`",
    reports: GENERIC_REPORTS,
    acknowledgement: "200, empty",
    testedAgainst: "vectors made by `openssl`",
  },
  setup: { events: [] },
  options: hmacOptions,
  secrets: ({ keys }) => Object.fromEntries([...keys].map(([id, secrets]) => [`keys.${id}`, secrets.length])),
  redact: [],
  requires: ["id", ...GENERIC_REQUIRES],
  verify: verifyHmac,
  parse: parseHmac,
  normalize: readGenericFacts,
  testCall: testHmac,
})
