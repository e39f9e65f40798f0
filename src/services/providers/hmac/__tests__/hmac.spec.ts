import crypto from "node:crypto"
import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import { hmacSha256 } from "../../../signature/hmac"
import { hmac } from ".."

const rawBody = Buffer.from('{"id":"evt_1","type":"payment.captured","data":{}}')
const hex = (secret: string, ...parts: (string | Buffer)[]) => hmacSha256(secret, ...parts).toString("hex")
const now = new Date("2025-06-01T12:00:00Z")

const verify = (headers: Record<string, string>, timestamp?: object) =>
  hmac.verify(
    { method: "POST", url: "/", headers, rawBody, receivedAt: now },
    {
      account: { id: "shop" },
      now: () => now,
      fetch: offline,
      options: hmac.options.parse({
        keys: [
          { id: "shop", secrets: ["s1", "s2"] },
          { id: "a:b", secrets: ["s3"] },
          { id: "vector", secrets: ["a shared secret, 32 bytes long!!!"] },
        ],
        timestamp,
      }),
    },
  )
const accepts = (authorization: string) => expect(verify({ authorization })).resolves.toBeUndefined()
const refuses = (authorization: string) => expect(verify({ authorization })).rejects.toBeInstanceOf(SignatureVerificationError)

describe("Authorization: HMAC", () => {
  it.each(["HMAC", "hmac", "Hmac"])("takes the scheme %s", (scheme) => accepts(`${scheme} shop:${hex("s1", rawBody)}`))

  it("takes upper-case hex: .NET and Java write it, and it names the same bytes", () =>
    accepts(`HMAC shop:${hex("s1", rawBody).toUpperCase()}`))

  // openssl dgst -sha256 -hmac "a shared secret, 32 bytes long!!!" -hex, of the body and of "1748779200." before it
  it.each([
    ["the body", "b422e95462e05beef98c8b33ce15a1d4a28f8d47387224287fdecbeeebc7daf4", undefined],
    ["time and body", "97e524c1c29d799c769cae6ce719752a4b9222d6a64b077d4c6cebc821245b28", { header: "x-timestamp" }],
  ])("agrees with OpenSSL on %s", (_what, signature, timestamp) =>
    expect(
      verify({ authorization: `HMAC vector:${signature}`, "x-timestamp": "1748779200" }, timestamp),
    ).resolves.toBeUndefined(),
  )

  it("computes as much for a key id that nobody knows, so that the time taken does not reveal which ids there are", async () => {
    const computed = jest.spyOn(crypto, "createHmac")
    const countOf = async (authorization: string) => {
      computed.mockClear()
      await refuses(authorization)
      return computed.mock.calls.length
    }
    const known = await countOf(`HMAC vector:${"0".repeat(64)}`)
    expect(known).toBe(1)
    expect(await countOf(`HMAC nobody:${"0".repeat(64)}`)).toBe(known)
    computed.mockRestore()
  })

  it("splits at the last colon", async () => {
    await accepts(`HMAC a:b:${hex("s3", rawBody)}`)
    await refuses(`HMAC b:${hex("s3", rawBody)}`)
  })

  it.each([
    ["an unknown key", `HMAC nobody:${hex("s1", rawBody)}`],
    ["a key named like a method", `HMAC constructor:${hex("s1", rawBody)}`],
    ["a key in another case", `HMAC SHOP:${hex("s1", rawBody)}`],
    ["another key's secret", `HMAC shop:${hex("s3", rawBody)}`],
    ["another scheme", `Bearer shop:${hex("s1", rawBody)}`],
    ["no scheme", `shop:${hex("s1", rawBody)}`],
    ["no key", `HMAC :${hex("s1", rawBody)}`],
    ["no colon", `HMAC ${hex("s1", rawBody)}`],
    ["two spaces", `HMAC  shop:${hex("s1", rawBody)}`],
    ["a short signature", `HMAC shop:${hex("s1", rawBody).slice(2)}`],
    ["a long signature", `HMAC shop:${hex("s1", rawBody)}00`],
    ["bad hex at the end", `HMAC shop:${hex("s1", rawBody).slice(0, -1)}g`],
    ["base64", `HMAC shop:${hmacSha256("s1", rawBody).toString("base64")}`],
  ])("refuses %s", (_what, authorization) => refuses(authorization))

  it("does not repeat the header in its message", async () => {
    await expect(verify({ authorization: "HMAC shop:LEAKED" })).rejects.not.toThrow(/LEAKED/)
  })
})

describe("with a timestamp", () => {
  const timestamp = { header: "X-Timestamp" }
  const seconds = String(now.getTime() / 1000)

  it("signs the timestamp along with the body", async () => {
    const authorization = `HMAC shop:${hex("s1", `${seconds}.`, rawBody)}`
    await expect(verify({ authorization, "x-timestamp": seconds }, timestamp)).resolves.toBeUndefined()
    await expect(verify({ authorization, "x-timestamp": String(Number(seconds) + 1) }, timestamp)).rejects.toThrow(
      /does not match/,
    )
  })

  it("does not fall back to the body alone", async () => {
    const authorization = `HMAC shop:${hex("s1", rawBody)}`
    await expect(verify({ authorization }, timestamp)).rejects.toThrow(/x-timestamp header is missing/)
    await expect(verify({ authorization, "x-timestamp": seconds }, timestamp)).rejects.toThrow(/does not match/)
  })
})

describe("the body", () => {
  it("must have an id", () => {
    const body = Buffer.from('{"type":"payment.captured","data":{}}')
    expect(() => hmac.parse({ method: "POST", url: "/", headers: {}, rawBody: body, receivedAt: now }, {} as never)).toThrow(
      MalformedPayloadError,
    )
  })
})
