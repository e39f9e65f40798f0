import { z } from "@medusajs/framework/zod"
import { hmacSha256 } from "../../../../signature/hmac"
import { makeSecret } from "../../../secrets/make-secret"
import { oldest, unixSeconds, type Dialect, type SignableMessage } from "./dialect"

const SHORTEST = 16

export const hmacConfig = {
  dialect: z.literal("hmac"),
  /** The part before the last ":" in the header, by which the receiver finds the secret. */
  keyId: z.string().regex(/^[!-+\--~]{1,255}$/, "must be 1 to 255 visible ASCII characters without spaces and commas"),
  /** Header that carries the signed Unix seconds of the attempt. */
  timestampHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, "must be a header name such as x-timestamp")
    .transform((name) => name.toLowerCase())
    .default("x-timestamp"),
}

/** The part of a destination's config that the signer reads. */
export interface HmacConfig {
  readonly keyId: string
  readonly timestampHeader: string
}

/**
 * `Authorization: HMAC <key id>:<hex>` over `<timestamp>.<body>`, as the provider `hmac` verifies it. The secret is used as text.
 * There is room for one signature: see `oldest`.
 */
export const hmac: Dialect<HmacConfig, SignableMessage> = {
  refuseSecret: (secret) =>
    secret.length < SHORTEST || secret.trim() !== secret
      ? `must be text of ${SHORTEST} characters or more, without white space around it`
      : undefined,
  makeSecret: () => makeSecret("text"),
  open({ keyId, timestampHeader }, secrets) {
    const secret = oldest(secrets)
    return ({ message: { body }, at }) => {
      const timestamp = unixSeconds(at)
      const signature = hmacSha256(secret, `${timestamp}.`, body).toString("hex")
      return { [timestampHeader]: timestamp, authorization: `HMAC ${keyId}:${signature}` }
    }
  },
}
