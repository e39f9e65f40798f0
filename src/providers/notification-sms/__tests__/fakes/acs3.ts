import { createHash, createHmac } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"

const sha256 = (data: string | Buffer): string => createHash("sha256").update(data).digest("hex")

/** RFC 3986: letters, digits and `-_.~` stay as they are. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export interface SignedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly signedHeaders: readonly string[]
  readonly body: Buffer
}

/** The signature of a request by Alibaba Cloud's documentation of ACS3-HMAC-SHA256, written from that alone. */
export function signAcs3({ method, path, query, headers, signedHeaders, body }: SignedRequest, secret: string): string {
  const names = [...query.keys()].sort()
  const canonical = [
    method,
    path,
    names.map((name) => `${encode(name)}=${encode(query.get(name) ?? "")}`).join("&"),
    ...signedHeaders.map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    signedHeaders.join(";"),
    sha256(body),
  ].join("\n")
  return createHmac("sha256", secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex")
}

const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/

/** The reason why a request is not to be trusted, in the words of Alibaba Cloud's gateway. Undefined where it is. */
export function distrust(
  request: Omit<SignedRequest, "signedHeaders">,
  keys: Readonly<Record<string, string>>,
  nonces: Set<string>,
  now: Date,
): string | undefined {
  const [, id = "", list = "", signature] = AUTHORIZATION.exec(request.headers.authorization ?? "") ?? []
  const secret = keys[id]
  if (!secret) return "InvalidAccessKeyId.NotFound"
  const { headers } = request
  const signedHeaders = list.split(";")
  const needed = Object.keys(headers).filter((name) => name === "host" || name.startsWith("x-acs-"))
  if (!needed.every((name) => signedHeaders.includes(name))) return "IncompleteSignature"
  if (headers["x-acs-content-sha256"] !== sha256(request.body)) return "SignatureDoesNotMatch"
  if (signAcs3({ ...request, signedHeaders }, secret) !== signature) return "SignatureDoesNotMatch"
  const skew = Math.abs(Date.parse(String(headers["x-acs-date"])) - now.getTime())
  if (!(skew < 15 * 60_000)) return "InvalidTimeStamp.Expired"
  const nonce = String(headers["x-acs-signature-nonce"])
  if (nonces.has(nonce)) return "SignatureNonceUsed"
  nonces.add(nonce)
  return undefined
}
