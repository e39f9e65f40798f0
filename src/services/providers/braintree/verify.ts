import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeHex } from "../../signature/decode"
import type { ProviderContext, WebhookRequest } from "../provider"
import { isChallenge } from "./challenge"
import { readForm } from "./form"
import type { BraintreeOptions } from "./options"
import { braintreeHmac } from "./signature"

const PAYLOAD = /^[A-Za-z0-9+/=\n]+$/

/** Verifies `bt_signature` over `bt_payload` with every key whose public half it names. Throws SignatureVerificationError. */
export async function verifyBraintree(
  { rawBody }: WebhookRequest,
  { options }: ProviderContext<BraintreeOptions>,
): Promise<void> {
  const { signature, payload } = readForm(rawBody)
  if (!PAYLOAD.test(payload)) throw new SignatureVerificationError("bt_payload is not base64 in lines")
  if (isChallenge(payload.trimEnd())) {
    // We sign these for anybody who asks, so a signature under one proves nothing.
    throw new SignatureVerificationError("bt_payload is a challenge, not a webhook")
  }
  const presented = readPairs(signature)
  const known = options.keys.flatMap((key) => {
    const hex = presented.get(key.publicKey)
    return hex === undefined ? [] : [{ ...key, signature: decodeHex(hex, 20) }]
  })
  if (!known.length) {
    throw new SignatureVerificationError(
      "bt_signature names none of the public keys in keys; check that they are of this gateway",
    )
  }
  // Braintree's libraries put back the newline that a careless form parser took off the end.
  const genuine = known.map(
    ({ privateKey, signature }) =>
      signature !== undefined &&
      anyMatches([signature], [braintreeHmac(privateKey, payload), braintreeHmac(privateKey, `${payload}\n`)]),
  )
  if (!genuine.includes(true)) {
    throw new SignatureVerificationError("no signature matches; check the privateKey beside the public key it names")
  }
}

/** Reads `public key|hex&public key|hex`. Throws SignatureVerificationError when a key occurs twice: only one can be meant. */
function readPairs(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const pair of text.split("&")) {
    const [publicKey = "", hex, ...rest] = pair.split("|")
    if (hex === undefined || rest.length) continue
    if (pairs.has(publicKey)) throw new SignatureVerificationError("bt_signature names a public key twice")
    pairs.set(publicKey, hex)
  }
  return pairs
}
