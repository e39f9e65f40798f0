import { verify, type KeyObject } from "node:crypto"
import { SignatureVerificationError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"
import type { ProviderContext, WebhookRequest } from "../provider"
import { readForm, type Form } from "./form"
import type { AlipayOptions } from "./options"
import { RSA2, signedTexts } from "./signed-text"

/** The algorithm of the options' keys: `sign_type` chooses nothing. */
const ALGORITHM = "RSA-SHA256"

/**
 * Verifies the form's `sign` with Alipay's pinned keys. Throws SignatureVerificationError, or MalformedPayloadError for bytes
 * that are no form.
 */
export async function verifyAlipay({ rawBody }: WebhookRequest, { options }: ProviderContext<AlipayOptions>): Promise<void> {
  const form = readForm(rawBody)
  const signature = readSignature(form)
  if (!anySigned(signedTexts(form), signature, options.keys)) {
    throw new SignatureVerificationError(
      "sign does not match; check that the options hold Alipay's public key or certificate for this app, not the app's own",
    )
  }
}

function readSignature(form: Form): Buffer {
  // Alipay's own library makes a missing one up, too: what is missing can ask for no weaker algorithm.
  if ((form.get("sign_type")?.toString("latin1") || RSA2) !== RSA2) {
    throw new SignatureVerificationError("sign_type is not RSA2; set the app up for RSA2 at the Alipay open platform")
  }
  // A "+" that its sender did not encode reads as a space. Base64 knows no spaces, so it can be nothing else.
  const signature = decodeBase64((form.get("sign")?.toString("latin1") ?? "").replaceAll(" ", "+"))
  if (!signature?.length) {
    throw new SignatureVerificationError("the form holds no sign in base64; check that the call comes from Alipay")
  }
  return signature
}

/** Every pair is tried, so that the time taken does not reveal which key of a rotation matched. */
function anySigned(texts: readonly Buffer[], signature: Buffer, keys: readonly KeyObject[]): boolean {
  let signed = false
  for (const text of texts) {
    for (const key of keys) signed = verify(ALGORITHM, text, key, signature) || signed
  }
  return signed
}
