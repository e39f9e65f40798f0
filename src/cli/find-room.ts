import type { PaymentProvider } from "../services/providers/provider"
import { isRoom, providers } from "../services/providers/registry"
import { loadFile } from "./load-file"
import { UsageError } from "./usage-error"

/** Unknown provider, or options that its room refuses. */
export const BAD_CONFIGURATION = 4

/** The plugin's room of that id, or a store's own: the default export of a file. */
export async function findRoom(name: string): Promise<PaymentProvider> {
  const known = providers.get(name)
  if (known) return known
  if (!/[./\\]/.test(name)) {
    throw new UsageError(
      `there is no provider "${name}"; use one of ${[...providers.keys()].join(", ")}, or the file of a room of your own`,
      BAD_CONFIGURATION,
    )
  }
  const room = await loadFile(name, BAD_CONFIGURATION)
  if (!isRoom(room)) throw new UsageError(`the default export of ${name} is not a provider room`, BAD_CONFIGURATION)
  return room
}

/** Parses room options as a store does at boot. */
export function parseRoomOptions(room: PaymentProvider, given: unknown): unknown {
  const parsed = room.options.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "options"}: ${message}`)
  throw new UsageError(`the options do not fit provider "${room.id}": ${problems.join("; ")}`, BAD_CONFIGURATION)
}
