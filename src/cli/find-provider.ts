import type { PaymentProvider } from "../services/providers/provider"
import { isProvider, providers } from "../services/providers/registry"
import { loadFile } from "./load-file"
import { UsageError } from "./usage-error"

/** Unknown provider, or options that its adapter refuses. */
export const BAD_CONFIGURATION = 4

/** The plugin's provider of that id, or a store's own: the default export of a file. */
export async function findProvider(name: string): Promise<PaymentProvider> {
  const known = providers.get(name)
  if (known) return known
  if (!/[./\\]/.test(name)) {
    throw new UsageError(
      `there is no provider "${name}"; use one of ${[...providers.keys()].join(", ")}, or the file of an adapter of your own`,
      BAD_CONFIGURATION,
    )
  }
  const provider = await loadFile(name, BAD_CONFIGURATION)
  if (!isProvider(provider)) throw new UsageError(`the default export of ${name} is not a provider`, BAD_CONFIGURATION)
  return provider
}

/** Parses provider options as a store does at boot. */
export function parseProviderOptions(provider: PaymentProvider, given: unknown): unknown {
  const parsed = provider.options.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "options"}: ${message}`)
  throw new UsageError(`the options do not fit provider "${provider.id}": ${problems.join("; ")}`, BAD_CONFIGURATION)
}
