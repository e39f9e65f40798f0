import { z } from "@medusajs/framework/zod"
import { listOfSecrets, providerOptions, secretText, toleranceSeconds } from "../kit/provider-options"

const key = providerOptions({
  /** The part before the last ":" in the header; visible ASCII without commas, since a header must carry it unharmed. */
  id: z.string().regex(/^[!-+\--~]{1,255}$/, "must be 1 to 255 visible ASCII characters without spaces and commas"),
  /** The key's secrets, used as text. */
  secrets: listOfSecrets(secretText),
})

const timestamp = providerOptions({
  /** Header that carries the signed Unix seconds. */
  header: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, "must be a header name such as x-timestamp")
    .transform((name) => name.toLowerCase()),
  toleranceSeconds,
})

export const hmacOptions = providerOptions({
  /** The keys that may sign, looked up by the id in the header. */
  keys: z
    .array(key, "give a list with at least one key: { id, secrets }")
    .min(1, "give a list with at least one key: { id, secrets }")
    .refine(
      (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
      "holds one key id twice; put both secrets under one id",
    )
    .transform((keys): ReadonlyMap<string, readonly string[]> => new Map(keys.map(({ id, secrets }) => [id, secrets]))),
  /** When set, the header is required and `<timestamp>.<rawBody>` is signed. Unset, an old call can be replayed forever. */
  timestamp: timestamp.optional(),
})

export type HmacOptions = z.output<typeof hmacOptions>
