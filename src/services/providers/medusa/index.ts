import { defineProvider } from "../provider"
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
  options: medusaOptions,
  redact: [],
  verify: verifyThroughMedusa,
  parse: parseMedusa,
  normalize: normalizeMedusa,
})
