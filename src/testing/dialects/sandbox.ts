import { PAYMENT_STATES } from "../../services/domain/states"
import { anyMatches } from "../../services/signature/compare"
import { decodeHex } from "../../services/signature/decode"
import { hmacSha256 } from "../../services/signature/hmac"
import { paymentOnly, type Dialect } from "../dialect"
import { jsonBody, unixSeconds } from "./json-body"

export interface SandboxCredentials {
  readonly secret: string
}

/** The headers the fake gateway sends with a body. */
export const sandboxHeaders = (body: Buffer, { secret }: SandboxCredentials): Record<string, string> => ({
  "content-type": "application/json",
  "x-sandbox-signature": hmacSha256(secret, body).toString("hex"),
})

/** True when `header` (`x-sandbox-signature`) signs the raw body with any of the secrets. */
export function verifySandboxSignature(rawBody: Buffer, header: string | undefined, secrets: readonly string[]): boolean {
  const signature = decodeHex(header ?? "", 32)
  if (!signature) return false
  return anyMatches(
    [signature],
    secrets.map((secret) => hmacSha256(secret, rawBody)),
  )
}

/**
 * The fake gateway's own dialect, for payment providers that verify by themselves:
 * `{ id, object: "event", type: "payment.<state>", created, data: { id, session_id, amount, currency, status, reason_code } }`,
 * `created` in Unix seconds, `amount` in integer minor units.
 */
export const sandboxDialect: Dialect<SandboxCredentials> = {
  provider: "sandbox",
  speaks: PAYMENT_STATES.map((state) => `payment.${state}` as const),
  sign(event, credentials) {
    const { id, state, sessionId, paymentId, amount, currency, reasonCode, occurredAt } = paymentOnly("sandbox", event)
    const body = jsonBody({
      id,
      object: "event",
      type: `payment.${state}`,
      created: unixSeconds(occurredAt),
      data: { id: paymentId, session_id: sessionId, amount, currency, status: state, reason_code: reasonCode },
    })
    return { method: "POST", headers: sandboxHeaders(body, credentials), body }
  },
  // Read by a payment provider, not by a room: there are no room options.
  example: () => ({ credentials: { secret: "example-sandbox-secret" }, options: undefined }),
}
