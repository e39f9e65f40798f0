import { defineProvider } from "../provider"
import { normalizeMedusa } from "./normalize"
import { medusaOptions } from "./options"
import { parseMedusa } from "./parse"
import { verifyThroughMedusa } from "./verify"

/** Any installed Medusa payment provider: it verifies and reads, everything after that is ours. */
export const medusa = defineProvider({
  id: "medusa",
  options: medusaOptions,
  redact: [],
  verify: verifyThroughMedusa,
  parse: parseMedusa,
  normalize: normalizeMedusa,
})
