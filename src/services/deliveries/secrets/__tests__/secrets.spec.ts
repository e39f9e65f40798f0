import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto"
import { makeSecret } from "../make-secret"
import { isReadToken, readToken } from "../read-token"
import { nextExpiry, overlapSeconds, rotate, storedSecret, validSecrets } from "../rotation"

const START = new Date("2026-11-30T09:00:00Z")
const after = (seconds: number) => new Date(START.getTime() + seconds * 1_000)
const DAY = 86_400

describe("making", () => {
  it("makes a shared secret of 32 bytes, and another every time", () => {
    const { secret, publicKey } = makeSecret("hmac-sha256")
    expect(Buffer.from(secret.replace("whsec_", ""), "base64")).toHaveLength(32)
    expect([publicKey, makeSecret("hmac-sha256").secret === secret]).toEqual([undefined, false])
    expect(makeSecret("text").secret).toMatch(/^[\w-]{43}$/)
  })

  it("makes a pair of ed25519 whose halves belong together", () => {
    const { secret, publicKey = "" } = makeSecret("ed25519")
    const raw = Buffer.from(secret.replace("whsk_", ""), "base64")
    const x = Buffer.from(publicKey.replace("whpk_", ""), "base64")
    expect([raw.length, raw.subarray(32).equals(x)]).toEqual([64, true])

    const jwk = { kty: "OKP", crv: "Ed25519", x: x.toString("base64url") }
    const d = raw.subarray(0, 32).toString("base64url")
    const signature = sign(null, Buffer.from("a"), createPrivateKey({ key: { ...jwk, d }, format: "jwk" }))
    expect(verify(null, Buffer.from("a"), createPublicKey({ key: jwk, format: "jwk" }), signature)).toBe(true)
  })
})

describe("rotation", () => {
  const first = [storedSecret("old", START)]
  const secretsAt = (stored: Parameters<typeof validSecrets>[0], now: Date) =>
    validSecrets(stored, now).map(({ secret }) => secret)

  it("lets both sign through the overlap, newest first, and only the new one from its end on", () => {
    const rotated = rotate(first, "new", { overlapSeconds: DAY, now: after(10) })

    expect(secretsAt(rotated, after(10))).toEqual(["new", "old"])
    expect(secretsAt(rotated, after(10 + DAY - 1))).toEqual(["new", "old"])
    expect(secretsAt(rotated, after(10 + DAY))).toEqual(["new"])
    expect([nextExpiry(rotated, after(10)), nextExpiry(rotated, after(10 + DAY))]).toEqual([after(10 + DAY), undefined])
  })

  it("ends the former secret at once without an overlap", () => {
    expect(rotate(first, "new", { overlapSeconds: 0, now: after(10) }).map(({ secret }) => secret)).toEqual(["new"])
  })

  it("does not prolong by a second rotation what the first one ends", () => {
    const once = rotate(first, "new", { overlapSeconds: 60, now: after(0) })
    const twice = rotate(once, "newer", { overlapSeconds: 7 * DAY, now: after(30) })

    expect(secretsAt(twice, after(59))).toEqual(["newer", "new", "old"])
    expect(secretsAt(twice, after(60))).toEqual(["newer", "new"])
  })

  it("drops what has expired, and refuses a sixth valid secret and one that is there", () => {
    let stored = rotate(first, "1", { overlapSeconds: 5, now: after(1) })
    for (const secret of ["2", "3", "4", "5"]) stored = rotate(stored, secret, { overlapSeconds: DAY, now: after(10) })
    expect(stored.map(({ secret }) => secret)).toEqual(["5", "4", "3", "2", "1"])

    expect(() => rotate(stored, "6", { overlapSeconds: DAY, now: after(11) })).toThrow("5 are valid; wait for one to expire")
    expect(rotate(stored, "6", { overlapSeconds: 0, now: after(11) })).toHaveLength(1)
    expect(() => rotate(stored, "4", { overlapSeconds: 0, now: after(11) })).toThrow(
      "the secret is this destination's secret already",
    )
  })

  it("takes 0 to 7 days for the overlap", () => {
    expect([undefined, 0, 7 * DAY].map((value) => overlapSeconds.parse(value))).toEqual([DAY, 0, 7 * DAY])
    for (const wrong of [-1, 7 * DAY + 1, 1.5, "60"]) expect(overlapSeconds.safeParse(wrong).success).toBe(false)
  })
})

it("derives a read token for each valid secret, of use for one destination only", () => {
  const token = readToken("whsec_a", "dest_1")

  expect(token).toMatch(/^pdrt_[\w-]{43}$/)
  expect(isReadToken(token, ["whsec_b", "whsec_a"], "dest_1")).toBe(true)
  for (const [secrets, id] of [
    [["whsec_b"], "dest_1"],
    [["whsec_a"], "dest_2"],
    [[], "dest_1"],
  ] as const) {
    expect(isReadToken(token, secrets, id)).toBe(false)
  }
  expect(isReadToken("", ["whsec_a"], "dest_1")).toBe(false)
})
