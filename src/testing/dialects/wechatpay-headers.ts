import { createHash, createSign } from "node:crypto"
import { unixSeconds } from "./json-body"
import { signingKey } from "./signing-key"

/** WeChat Pay's private key in PEM form, and its name in `Wechatpay-Serial`. */
interface Signer {
  readonly privateKey: string
  readonly serial: string
}

export const hexOf = (data: string | Buffer, length: number): string =>
  createHash("sha256").update(data).digest("hex").slice(0, length)

/**
 * The headers WeChat Pay sends with a body, signed as of `at`.
 *
 * @example
 * ```ts
 * const headers = wechatpayHeaders(body, credentials, new Date())
 * ```
 */
export function wechatpayHeaders(body: Buffer, { privateKey, serial }: Signer, at: Date): Record<string, string> {
  const timestamp = String(unixSeconds(at))
  const nonce = hexOf(body, 32)
  const signer = createSign("RSA-SHA256").update(`${timestamp}\n${nonce}\n`).update(body).update("\n")
  return {
    "content-type": "application/json",
    "request-id": `${nonce.slice(0, 16)}-0`,
    "wechatpay-nonce": nonce,
    "wechatpay-serial": serial,
    "wechatpay-signature": signer.sign(signingKey(privateKey), "base64"),
    "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
    "wechatpay-timestamp": timestamp,
  }
}
