import { anySigned, ed25519PublicKey } from "../ed25519"
import { anyHmacSha256, hmacSha256, hmacSha512 } from "../hmac"

describe("hmacSha256", () => {
  it("gives the answer of RFC 4231, case 2, however the message is cut", () => {
    const expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    expect(hmacSha256("Jefe", "what do ya want for nothing?").toString("hex")).toBe(expected)
    expect(hmacSha256("Jefe", "what do ya ", Buffer.from("want for nothing?")).toString("hex")).toBe(expected)
  })
})

describe("hmacSha512", () => {
  it("gives the answer of RFC 4231, case 2, however the message is cut", () => {
    const expected =
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    expect(hmacSha512("Jefe", "what do ya want for nothing?").toString("hex")).toBe(expected)
    expect(hmacSha512("Jefe", "what do ya ", Buffer.from("want for nothing?")).toString("hex")).toBe(expected)
  })
})

describe("anyHmacSha256", () => {
  // RFC 4231, case 2, in both spellings.
  const [key, message] = ["Jefe", "what do ya want for nothing?"]
  const hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
  const base64 = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="

  it("finds the key that signed, wherever it stands in the list", () => {
    for (const keys of [[key], ["other", key], [key, "other"]]) {
      expect(anyHmacSha256(keys, message, hex, "hex")).toBe(true)
      expect(anyHmacSha256(keys, Buffer.from(message), base64, "base64")).toBe(true)
    }
  })

  it("refuses another key, another message and no key at all", () => {
    expect(anyHmacSha256(["other"], message, hex, "hex")).toBe(false)
    expect(anyHmacSha256([key], `${message} `, hex, "hex")).toBe(false)
    expect(anyHmacSha256([], message, hex, "hex")).toBe(false)
  })

  it.each([hex.toUpperCase(), `${hex}\n`, ` ${hex}`, `0x${hex}`, hex.slice(0, -1), `${hex}00`, "", "ł".repeat(64), base64])(
    "takes no other spelling of the hex: %j",
    (signature) => expect(anyHmacSha256([key], message, signature, "hex")).toBe(false),
  )

  it.each([
    base64.slice(0, -1),
    `${base64}=`,
    `${base64}!`,
    base64.replace("W9z", "W9 z"),
    // The same bytes with stray bits before the padding.
    base64.replace("M=", "N="),
    "",
    hex,
  ])("takes no other spelling of the base64: %j", (signature) =>
    expect(anyHmacSha256([key], message, signature, "base64")).toBe(false),
  )
})

describe("ed25519", () => {
  // RFC 8032, section 7.1, tests 1 and 2.
  const first = ed25519PublicKey(Buffer.from("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "hex"))
  const second = ed25519PublicKey(Buffer.from("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "hex"))
  const signature = Buffer.from(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "hex",
  )
  const message = Buffer.from([0x72])

  it("accepts the signature of RFC 8032 with its key, wherever it stands in the lists", () => {
    expect(anySigned(message, [Buffer.alloc(64), signature], [first, second])).toBe(true)
    expect(anySigned(message, [signature, Buffer.alloc(64)], [second, first])).toBe(true)
  })

  it("refuses another key, another message and a signature of another length", () => {
    expect(anySigned(message, [signature], [first])).toBe(false)
    expect(anySigned(Buffer.from([0x73]), [signature], [second])).toBe(false)
    expect(anySigned(message, [signature.subarray(1)], [second])).toBe(false)
    expect(anySigned(message, [], [second])).toBe(false)
  })
})
