import { constants, createVerify, type KeyObject } from "node:crypto"
import { SignatureVerificationError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import { requireFresh } from "../../signature/timestamp"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { WechatpayOptions } from "./options"

/** The only signature scheme that is understood; SM2 signatures have names of their own. A missing header means the same scheme. */
const SIGNATURE_TYPE = "WECHATPAY2-SHA256-RSA2048"

/** WeChat Pay sends calls with such signatures on purpose, to see that they are refused. */
const PROBE = "WECHATPAY/SIGNTEST/"

/** Longer than any nonce, and without the line ends that separate the signed parts. */
const NONCE = /^[!-~]{1,128}$/

/**
 * Verifies `Wechatpay-Signature`: SHA-256 with RSA over `timestamp\nnonce\nrawBody\n`, by the key that `Wechatpay-Serial` names
 * among those of the options. Throws SignatureVerificationError.
 *
 * Nothing is decrypted here: the signature covers the encrypted bytes, and it alone proves that WeChat Pay sent them. If they
 * cannot be decrypted after that, they are no forgery, but our key is wrong. `parse` says so in words that lead to it.
 */
export async function verifyWechatpay(
  { headers, rawBody }: WebhookRequest,
  { options, now }: Pick<ProviderContext<WechatpayOptions>, "options" | "now">,
): Promise<void> {
  const signature = singleHeader(headers, "wechatpay-signature")
  const serial = singleHeader(headers, "wechatpay-serial")
  const timestamp = singleHeader(headers, "wechatpay-timestamp")
  const nonce = singleHeader(headers, "wechatpay-nonce")
  if (signature.startsWith(PROBE)) {
    throw new SignatureVerificationError(
      "this is WeChat Pay's own probe, which has a bad signature on purpose; refusing it is right, and nothing has to be done",
      { isProbe: true },
    )
  }
  requireKnownType(headers)
  requireFresh(timestamp, options.toleranceSeconds, now())
  const key = keyOf(serial, options, now())
  const bytes = decodeBase64(signature)
  if (!bytes || !NONCE.test(nonce) || !isSigned(key, bytes, [timestamp, "\n", nonce, "\n", rawBody, "\n"])) {
    throw new SignatureVerificationError(
      "the signature does not match; check for a proxy that changes the body, and that the key listed under this serial is WeChat Pay's",
    )
  }
}

function requireKnownType(headers: WebhookRequest["headers"]): void {
  if (!Object.hasOwn(headers, "wechatpay-signature-type") || headers["wechatpay-signature-type"] === SIGNATURE_TYPE) return
  throw new SignatureVerificationError(`the wechatpay-signature-type header is not ${SIGNATURE_TYPE}, the only one understood`)
}

/** Only the options' keys are asked: a serial chooses among them and can bring none along. */
function keyOf(serial: string, { keys }: WechatpayOptions, now: Date): KeyObject {
  const found = keys.get(serial)
  if (!found) {
    // A stranger chose this text and an operator reads it.
    const shown = /^\w{1,80}$/.test(serial) ? serial : "(not a serial)"
    throw new SignatureVerificationError(
      `no key is listed for serial ${shown}; when it is WeChat Pay's, the keys have to be updated: ` +
        "add its public key to publicKeys or its certificate to platformCertificates",
    )
  }
  const { key, validity } = found
  if (validity && !(validity.from <= now && now <= validity.to)) {
    throw new SignatureVerificationError(
      `the platform certificate ${serial} is valid from ${day(validity.from)} to ${day(validity.to)} only; ` +
        "the keys have to be updated: add WeChat Pay's current certificate or public key",
    )
  }
  return key
}

const day = (date: Date): string => date.toISOString().slice(0, 10)

function isSigned(key: KeyObject, signature: Buffer, parts: readonly (string | Buffer)[]): boolean {
  const verifier = createVerify("RSA-SHA256")
  for (const part of parts) verifier.update(part)
  return verifier.verify({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
}
