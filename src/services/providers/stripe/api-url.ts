import { z } from "@medusajs/framework/zod"

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"])

/** Where the provider's API is: https, because the API key travels along; plain http only to this very machine. */
export const apiUrl = z
  .url({ protocol: /^https?$/, error: "must be the URL of Stripe's API" })
  .refine(isSafe, "must begin with https:// (http:// is for localhost), without user, query and fragment")

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  return (protocol === "https:" || LOOPBACK.has(hostname)) && !(username || password || search || hash)
}
