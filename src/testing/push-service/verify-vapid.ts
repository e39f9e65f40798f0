import { createPublicKey, verify } from "node:crypto"
import { PushRefusal, type ReceivedPush } from "./types"

const DAY_SECONDS = 86_400

/**
 * The claims of a sender's `Authorization: vapid t=…, k=…` (RFC 8292): an ES256 signature by `k`, for this very push service, for a
 * day at most. Throws PushRefusal: 401 where it is missing, 403 where it is wrong.
 */
export function verifyVapid(authorization: string | undefined, origin: string, now: Date): ReceivedPush["vapid"] {
  const [, token = "", publicKey = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization ?? "") ?? []
  if (!token) throw new PushRefusal(401, "the call carries no VAPID token")
  const [header = "", payload = "", signature = ""] = token.split(".")
  const signed = verify(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    { key: keyOf(publicKey), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  )
  if (!signed || read(header).alg !== "ES256") throw new PushRefusal(403, "the VAPID token is not signed by its key")
  const { aud, exp, sub } = read(payload)
  const seconds = now.getTime() / 1000
  if (aud !== origin) throw new PushRefusal(403, `the VAPID token is for ${String(aud)}`)
  if (typeof exp !== "number" || exp <= seconds || exp > seconds + DAY_SECONDS) {
    throw new PushRefusal(403, "the VAPID token has run out, or runs for more than a day")
  }
  if (typeof sub !== "string" || !/^(mailto:|https:)/.test(sub)) throw new PushRefusal(403, "the VAPID token names no contact")
  return { aud, exp, sub, publicKey }
}

/** An uncompressed point: one byte, then x and y. */
function keyOf(publicKey: string) {
  const point = Buffer.from(publicKey, "base64url")
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)].map((half) => half.toString("base64url"))
  try {
    return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" })
  } catch (cause) {
    throw new PushRefusal(403, `the VAPID key cannot be read: ${String(cause)}`)
  }
}

function read(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>
  } catch {
    throw new PushRefusal(403, "the VAPID token cannot be read")
  }
}
