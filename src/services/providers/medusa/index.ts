import { defineProvider } from "../provider"
import { askedThroughMedusa } from "./asked"
import { normalizeMedusa } from "./normalize"
import { medusaOptions } from "./options"
import { parseMedusa } from "./parse"
import { verifyThroughMedusa } from "./verify"

/** Any installed Medusa payment provider: it verifies and reads, and everything after that is ours. */
export const medusa = defineProvider({
  id: "medusa",
  about: {
    name: "Any Medusa payment provider",
    signature: "the payment provider's own",
    dedupe: "the body's event id, else SHA-256 of the bytes",
    reports: [
      "payment.pending",
      "payment.requires_action",
      "payment.authorized",
      "payment.captured",
      "payment.failed",
      "payment.canceled",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "the example store's payment provider",
  },
  setup: { events: [] },
  options: medusaOptions,
  redact: [],
  // Its body is the payment provider's own affair; the answer's `action` alone is needed.
  requires: ["type"],
  verify: verifyThroughMedusa,
  parse: parseMedusa,
  normalize: normalizeMedusa,
  asked: askedThroughMedusa,
})
