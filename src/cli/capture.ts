import { z } from "@medusajs/framework/zod"
import type { WebhookRequest } from "../services/providers/provider"
import { UsageError } from "./usage-error"

/** The bytes cannot be read as a call of the provider. */
export const MALFORMED = 3

const capture = z
  .object({
    method: z.string().default("POST"),
    url: z.string().default("/"),
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
    body: z.string().optional(),
    bodyBase64: z.base64().optional(),
  })
  .refine(({ body, bodyBase64 }) => body === undefined || bodyBase64 === undefined, "has both body and bodyBase64")

/** `{ method, url, headers, body | bodyBase64 }`: one recorded HTTP call. */
export type Capture = z.input<typeof capture>

/** A recorded call as it would have arrived at `receivedAt`. Throws UsageError. */
export function requestOf(recorded: unknown, receivedAt: Date): WebhookRequest {
  const parsed = capture.safeParse(recorded)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`)
    throw new UsageError(`the capture is not { method, url, headers, body | bodyBase64 }: ${problems.join("; ")}`, MALFORMED)
  }
  const { method, url, headers, body, bodyBase64 } = parsed.data
  return {
    method,
    url,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), joined(value)])),
    rawBody: bodyBase64 === undefined ? Buffer.from(body ?? "") : Buffer.from(bodyBase64, "base64"),
    receivedAt,
  }
}

const joined = (value: string | string[]): string => (Array.isArray(value) ? value.join(", ") : value)
