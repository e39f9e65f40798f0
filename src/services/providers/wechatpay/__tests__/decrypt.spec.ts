import { createCipheriv, createDecipheriv } from "node:crypto"
import { MalformedPayloadError } from "../../../domain/errors"
import { decryptResource } from "../decrypt"
import type { EncryptedResource } from "../envelope"

const KEY = Buffer.from("unit-test-wechatpay-apiv3-key-32")
const OTHER_KEY = Buffer.from("another-wechatpay-apiv3-key-of32")
const PLAINTEXT = '{"trade_state":"SUCCESS","amount":{"total":100}}'
const NONCE = "0123456789ab"

function seal(aad = "transaction", authTagLength = 16): EncryptedResource {
  const cipher = createCipheriv("aes-256-gcm", KEY, NONCE, { authTagLength }).setAAD(Buffer.from(aad))
  const sealed = Buffer.concat([cipher.update(PLAINTEXT), cipher.final(), cipher.getAuthTag()])
  return { algorithm: "AEAD_AES_256_GCM", ciphertext: sealed.toString("base64"), associated_data: aad, nonce: NONCE }
}

/** The way of wechatpay-node-v3 2.2.1: `update` without `final`, although `final` compares the tag. */
function withoutFinal({ ciphertext, associated_data, nonce }: EncryptedResource): string {
  const sealed = Buffer.from(ciphertext, "base64")
  const decipher = createDecipheriv("aes-256-gcm", KEY, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  decipher.setAAD(Buffer.from(associated_data ?? ""))
  return decipher.update(sealed.subarray(0, -16)).toString()
}

const genuine = seal()
const sealedBytes = Buffer.from(genuine.ciphertext, "base64")

const flip = (bytes: Buffer, bit: number): Buffer => {
  const flipped = Buffer.from(bytes)
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return flipped
}

/** Every resource with one bit changed in the ciphertext, the tag, the associated data or the nonce. */
const altered: [string, EncryptedResource[]][] = [
  [
    "ciphertext",
    Array.from({ length: (sealedBytes.length - 16) * 8 }, (_, bit) => ({
      ...genuine,
      ciphertext: flip(sealedBytes, bit).toString("base64"),
    })),
  ],
  [
    "tag",
    Array.from({ length: 16 * 8 }, (_, bit) => ({
      ...genuine,
      ciphertext: flip(sealedBytes, (sealedBytes.length - 16) * 8 + bit).toString("base64"),
    })),
  ],
  [
    "associated data",
    // Seven bits a character: the eighth would make the text another length in UTF-8.
    Array.from({ length: "transaction".length * 7 }, (_, index) => ({
      ...genuine,
      associated_data: flip(Buffer.from("transaction"), Math.floor(index / 7) * 8 + (index % 7)).toString(),
    })),
  ],
  [
    "nonce",
    Array.from({ length: NONCE.length * 7 }, (_, index) => ({
      ...genuine,
      nonce: flip(Buffer.from(NONCE), Math.floor(index / 7) * 8 + (index % 7)).toString(),
    })),
  ],
]

const open = (resource: EncryptedResource, keys = [KEY]) => decryptResource(resource, keys).toString()

describe("decryptResource", () => {
  it("reads a sealed resource, and so does an implementation without final()", () => {
    expect(open(genuine)).toBe(PLAINTEXT)
    expect(withoutFinal(genuine)).toBe(PLAINTEXT)
  })

  it.each(altered)("refuses any one bit of the %s altered, all of which pass without final()", (_part, resources) => {
    expect(resources.length).toBeGreaterThan(50)
    for (const resource of resources) {
      expect(() => withoutFinal(resource)).not.toThrow()
      expect(() => open(resource)).toThrow(MalformedPayloadError)
    }
  })

  it("refuses an amount turned from 100 into 900, which reads well without final()", () => {
    const at = PLAINTEXT.indexOf("100")
    const forged = Buffer.from(sealedBytes)
    forged[at] = (forged[at] ?? 0) ^ "1".charCodeAt(0) ^ "9".charCodeAt(0)
    const resource = { ...genuine, ciphertext: forged.toString("base64") }
    expect(withoutFinal(resource)).toBe(PLAINTEXT.replace("100", "900"))
    expect(() => open(resource)).toThrow(MalformedPayloadError)
  })

  it.each([4, 8, 12, 15])("refuses a tag of %d bytes", (authTagLength) => {
    expect(() => open(seal("transaction", authTagLength))).toThrow(MalformedPayloadError)
  })

  it.each([undefined, null, ""])("takes %p as no associated data", (associated_data) => {
    expect(open({ ...seal(""), associated_data })).toBe(PLAINTEXT)
    expect(() => open({ ...genuine, associated_data })).toThrow(MalformedPayloadError)
  })

  it("tries every listed key, so that one can be changed for another", () => {
    expect(open(genuine, [OTHER_KEY, KEY])).toBe(PLAINTEXT)
    expect(open(genuine, [KEY, OTHER_KEY])).toBe(PLAINTEXT)
  })

  it("says which option to look at when no key fits", () => {
    expect(() => open(genuine, [OTHER_KEY])).toThrow(/none of apiV3Keys decrypts it; check that apiV3Keys/)
  })

  it.each(["", "AAAA", "%%%%", `${genuine.ciphertext} `, genuine.ciphertext.replace(/=*$/, "*")])(
    "refuses the ciphertext %j",
    (ciphertext) => {
      expect(() => open({ ...genuine, ciphertext })).toThrow(MalformedPayloadError)
    },
  )
})
