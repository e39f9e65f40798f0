import { GENERIC_REPORTS } from "../../services/providers/kit/generic-about"
import { hmacSha256 } from "../../services/signature/hmac"
import type { Dialect } from "../dialect"
import { genericBody } from "./generic-body"
import { unixSeconds } from "./json-body"

/** With `timestampHeader` (lower case) the header is sent and `<timestamp>.<body>` is signed. */
export interface HmacCredentials {
  readonly keyId: string
  readonly secret: string
  readonly timestampHeader?: string
}

/**
 * The headers an HMAC sender sends with a body, signed as of `at`.
 *
 * @example
 * ```ts
 * const headers = hmacHeaders(body, { keyId: "shop", secret }, new Date())
 * ```
 */
export function hmacHeaders(body: Buffer, { keyId, secret, timestampHeader }: HmacCredentials, at: Date): Record<string, string> {
  const timestamp = String(unixSeconds(at))
  const signed = timestampHeader ? [`${timestamp}.`, body] : [body]
  return {
    "content-type": "application/json",
    authorization: `HMAC ${keyId}:${hmacSha256(secret, ...signed).toString("hex")}`,
    ...(timestampHeader ? { [timestampHeader]: timestamp } : {}),
  }
}

/**
 * The generic event body under `Authorization: HMAC`.
 *
 * @example
 * ```ts
 * const { credentials, options } = hmacDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = hmacDialect.sign(event, credentials, new Date())
 * ```
 */
export const hmacDialect: Dialect<HmacCredentials> = {
  provider: "hmac",
  speaks: GENERIC_REPORTS,
  sign(event, credentials, at) {
    const body = genericBody(event)
    return { method: "POST", headers: hmacHeaders(body, credentials, at), body }
  },
  example: () => ({
    credentials: { keyId: "example", secret: "example-hmac-secret" },
    options: { keys: [{ id: "example", secrets: ["example-hmac-secret"] }] },
  }),
}
