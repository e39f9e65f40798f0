import { z } from "@medusajs/framework/zod"

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"])

/** API keys go along with every call: without TLS they may travel inside this machine only. */
function isFit(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, search, hash } = new URL(text)
  if (username || search || hash) return false
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname))
}

/** Where Mollie's API is; another place than Mollie's own is for tests. */
export const apiUrl = z
  .string("must be a URL")
  .refine(isFit, "must be an https URL without query; http is for this machine alone")
  .transform((url) => url.replace(/\/+$/, ""))
  .default("https://api.mollie.com")
