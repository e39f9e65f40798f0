import type { Fields } from "../../services/providers/unionpay/fields"
import { keyedDigest, rsaSignature, type KeyedMethod } from "../../services/providers/unionpay/signed-bytes"
import { signingKey } from "./signing-key"

/**
 * UnionPay's signing credentials: a certificate and its key (PEM, signMethod 01), or a key that the merchant shares (signMethod
 * 11, SHA-256, or 12, SM3; 11 where none is named).
 */
export type UnionPayCredentials =
  | { readonly certificate: string; readonly privateKey: string }
  | { readonly secureKey: string; readonly signMethod?: KeyedMethod; readonly certificate?: undefined }

/** A message's parameters; bytes for values that are not UTF-8. */
export type UnionPayParameters = Readonly<Record<string, string | Buffer>>

const SHA_256: KeyedMethod = "11"
const CRLF = "\r\n"

/**
 * The parameters with the fields that signing adds: version, encoding, method, certificate and signature. Given values stay.
 *
 * @example
 * ```ts
 * const fields = unionPaySigned({ txnType: "01", respCode: "00", queryId: "1" }, credentials)
 * ```
 */
export function unionPaySigned(parameters: UnionPayParameters, credentials: UnionPayCredentials): Fields {
  const { certificate } = credentials
  const added: UnionPayParameters = {
    version: "5.1.0",
    encoding: "UTF-8",
    ...parameters,
    signMethod: credentials.certificate === undefined ? (credentials.signMethod ?? SHA_256) : "01",
    // In the form that arrives from UnionPay, with CR LF inside: the signature covers them.
    ...(certificate !== undefined && { signPubKeyCert: certificate.trimEnd().replaceAll("\n", CRLF) }),
  }
  const fields = new Map(Object.entries(added).map(([name, value]) => [name, Buffer.from(value)]))
  const signature =
    credentials.certificate === undefined
      ? keyedDigest(fields, credentials.secureKey, credentials.signMethod ?? SHA_256)
      : rsaSignature(fields, signingKey(credentials.privateKey)).toString("base64")
  return fields.set("signature", Buffer.from(signature))
}

const encode = (bytes: Buffer): string =>
  bytes
    .toString("latin1")
    .replace(/[^A-Za-z0-9*._-]/g, (character) =>
      character === " " ? "+" : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
    )

/**
 * Signed parameters as the form that UnionPay posts.
 *
 * @example
 * ```ts
 * const body = unionPayForm(unionPaySigned({ txnType: "01", respCode: "00", queryId: "1" }, credentials))
 * ```
 */
export const unionPayForm = (fields: Fields): Buffer =>
  Buffer.from([...fields].map(([name, value]) => `${encode(Buffer.from(name))}=${encode(value)}`).join("&"))

/**
 * The headers UnionPay sends with a form.
 *
 * @example
 * ```ts
 * await fetch(url, { method: "POST", headers: unionPayHeaders(), body })
 * ```
 */
export const unionPayHeaders = (): Record<string, string> => ({
  "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
})
