import { parse } from "node:querystring"
import { MalformedPayloadError } from "../../domain/errors"
import type { WebhookRequest } from "../provider"
import { readJson } from "../kit/read-json"

/**
 * The body in the form that core's route gives a payment provider: parsed JSON or form fields, `{}` for anything else. Throws
 * MalformedPayloadError for JSON that core's parser would have refused.
 */
export function readBody({ headers, rawBody }: WebhookRequest): Record<string, unknown> {
  const mediaType = headers["content-type"]?.split(";")[0]?.trim().toLowerCase()
  if (mediaType === "application/x-www-form-urlencoded") return { ...parse(rawBody.toString("utf8")) }
  if (mediaType !== "application/json" || rawBody.length === 0) return {}
  const value = readJson(rawBody)
  if (typeof value !== "object" || value === null) {
    throw new MalformedPayloadError("the body is neither a JSON object nor a JSON array")
  }
  return value as Record<string, unknown>
}
