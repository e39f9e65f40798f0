import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeBase64 } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import type { WebhookRequest } from "../provider"
import type { AdyenOptions } from "./options"

/** Requires `Authorization: Basic` with a user name and the password that goes with it. Throws SignatureVerificationError. */
export function requireLogin({ headers }: WebhookRequest, logins: NonNullable<AdyenOptions["basicAuth"]>): void {
  const [, base64 = ""] = /^Basic (\S+)$/i.exec(singleHeader(headers, "authorization")) ?? []
  const presented = decodeBase64(base64)
  // Both halves as one text: the time taken reveals neither which half is wrong nor which login matched.
  const expected = logins.map(({ username, password }) => Buffer.from(`${username}:${password}`))
  if (!presented || !anyMatches([presented], expected)) {
    throw new SignatureVerificationError("the user name and password do not match; check that basicAuth holds the webhook's")
  }
}
