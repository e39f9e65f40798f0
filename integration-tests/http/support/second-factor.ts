import { createHmac } from "node:crypto"
import { demoData } from "../../../examples/store/src/demo-data"
import { jsonCaller } from "../../../scripts/lib/http"

/** The code that an authenticator app shows for this secret now (RFC 6238: SHA-1, 30 seconds, six digits). */
function codeOf(secret: string): string {
  const bits = [...secret]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("")
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac("sha1", key).update(step).digest()
  const number = mac.readUInt32BE(mac.at(-1)! & 0xf) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, "0")
}

/** Enables an authenticator app for the demo admin through Medusa's own routes, and answers a login with it. */
export async function enableSecondFactor(url: string, token: string): Promise<() => Promise<string>> {
  const enrolling = jsonCaller(url, { authorization: `Bearer ${token}` })
  const { mfa_factor, secret } = await enrolling<{ mfa_factor: { id: string }; secret: string }>("POST", "/auth/mfa/factors", {
    provider: "totp",
  })
  await enrolling("POST", `/auth/mfa/factors/${mfa_factor.id}/verify`, { code: codeOf(secret) })
  return async () => {
    const first = await jsonCaller(url)<{ token: string; mfa_challenge: { id: string } }>("POST", "/auth/user/emailpass", {
      email: demoData.admin.email,
      password: demoData.admin.password,
    })
    const second = jsonCaller(url, { authorization: `Bearer ${first.token}` })
    const { token: complete } = await second<{ token: string }>("POST", `/auth/mfa/challenges/${first.mfa_challenge.id}/verify`, {
      method: "totp",
      code: codeOf(secret),
    })
    return complete
  }
}
