import { z } from "@medusajs/framework/zod"

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"])

/**
 * Address of a provider's API, without "/" at its end. It is https, because credentials travel along; plain http only to this
 * very machine.
 */
export const apiUrl = z
  .string("must be a URL")
  .refine(isSafe, "must be an https:// URL without user, query and fragment; http:// is for this very machine only")
  .transform((url) => url.replace(/\/+$/, ""))

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if (username || password || search || hash) return false
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname))
}
