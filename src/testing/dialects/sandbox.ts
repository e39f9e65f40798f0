import { GENERIC_REPORTS } from "../../services/providers/kit/generic-about"
import { anyMatches } from "../../services/signature/compare"
import { decodeHex } from "../../services/signature/decode"
import { hmacSha256 } from "../../services/signature/hmac"
import { eventName, type Dialect } from "../dialect"
import { genericData } from "./generic-body"
import { jsonBody, unixSeconds } from "./json-body"

export interface SandboxCredentials {
  readonly secret: string
}

/**
 * The headers the fake gateway sends with a body.
 *
 * @example
 * ```ts
 * const headers = sandboxHeaders(body, { secret })
 * ```
 */
export const sandboxHeaders = (body: Buffer, { secret }: SandboxCredentials): Record<string, string> => ({
  "content-type": "application/json",
  "x-sandbox-signature": hmacSha256(secret, body).toString("hex"),
})

/**
 * True when `header` (`x-sandbox-signature`) signs the raw body with any of the secrets.
 *
 * @example
 * ```ts
 * if (!verifySandboxSignature(rawBody, headers["x-sandbox-signature"], secrets)) throw new Error("not signed by us")
 * ```
 */
export function verifySandboxSignature(rawBody: Buffer, header: string | undefined, secrets: readonly string[]): boolean {
  const signature = decodeHex(header ?? "", 32)
  if (!signature) return false
  return anyMatches(
    [signature],
    secrets.map((secret) => hmacSha256(secret, rawBody)),
  )
}

/**
 * The fake gateway's own dialect, for payment providers that verify by themselves: `{ id, object: "event", type:
 * "payment.<state>", created, data: { id, status, … } }`. `created` is in Unix seconds. The rest of `data` is as in the generic
 * body, but with the payment's id as `id`.
 *
 * @example
 * ```ts
 * const { credentials, options } = sandboxDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = sandboxDialect.sign(event, credentials, new Date())
 * ```
 */
export const sandboxDialect: Dialect<SandboxCredentials> = {
  provider: "sandbox",
  speaks: GENERIC_REPORTS,
  sign(event, credentials) {
    const { payment_id: id, ...data } = genericData(event) as { payment_id?: string }
    const body = jsonBody({
      id: event.id,
      object: "event",
      type: eventName(event),
      created: unixSeconds(event.occurredAt),
      data: { id, status: event.state, ...data },
    })
    return { method: "POST", headers: sandboxHeaders(body, credentials), body }
  },
  // A payment provider reads it, not an adapter: there are no adapter options.
  example: () => ({ credentials: { secret: "example-sandbox-secret" }, options: undefined }),
}
