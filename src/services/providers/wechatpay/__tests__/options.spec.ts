import { generateKeyPairSync } from "node:crypto"
import { wechatpayOptions } from "../options"
import { CERTIFICATE, CERTIFICATE_WITH_ZERO, MERCHANT_CERTIFICATE, OTHER_CERTIFICATE, OTHER_SERIAL, SERIAL } from "./certificates"

const pem = { publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } } as const
const pair = generateKeyPairSync("rsa", { modulusLength: 2048, ...pem })
const short = generateKeyPairSync("rsa", { modulusLength: 1024, ...pem })
const curve = generateKeyPairSync("ec", { namedCurve: "P-256", ...pem })
const publicKey = { id: "PUB_KEY_ID_0119000001092025060100000000000001", pem: pair.publicKey }
const given = {
  mchid: "1900000109",
  apiV3Keys: ["unit-test-wechatpay-apiv3-key-32"],
  publicKeys: [publicKey],
  platformCertificates: [CERTIFICATE],
}

/** The message of a refusal of the options; undefined when they are accepted. */
const refusal = (changes: object): string | undefined => {
  const { error } = wechatpayOptions.safeParse({ ...given, ...changes })
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")
}

describe("the options", () => {
  it("list certificates by the serial in them, and public keys by their id", () => {
    const { keys } = wechatpayOptions.parse({ ...given, platformCertificates: [CERTIFICATE, OTHER_CERTIFICATE] })
    expect([...keys.keys()]).toEqual([publicKey.id, SERIAL, OTHER_SERIAL])
  })

  it("know a serial that begins with a zero with and without it", () => {
    const { keys } = wechatpayOptions.parse({ ...given, platformCertificates: [CERTIFICATE_WITH_ZERO] })
    expect(keys.get("0E57000000000000000000000000000000000A04")).toBe(keys.get("E57000000000000000000000000000000000A04"))
    expect(keys.has("E57000000000000000000000000000000000A04")).toBe(true)
  })

  it.each([
    ["public keys alone", { platformCertificates: undefined }],
    ["certificates alone", { publicKeys: undefined }],
    ["an APIv3 key being changed", { apiV3Keys: [...given.apiV3Keys, "another-wechatpay-apiv3-key-of32"] }],
    ["an APIv2 key", { apiV2Keys: ["unitTestWechatpayApiV2KeyOf32chr"] }],
    ["a service provider", { subMchid: "1900000777" }],
    ["appids", { appids: ["wxd678efh567hg6787"] }],
  ])("take %s", (_what, changes) => expect(refusal(changes)).toBeUndefined())

  it.each([
    ["no merchant number", { mchid: undefined }, "mchid: "],
    ["a merchant number as a number", { mchid: 1900000109 }, "mchid: "],
    ["no APIv3 key", { apiV3Keys: [] }, "apiV3Keys: give a list with at least one secret"],
    ["an APIv3 key cut short", { apiV3Keys: ["short"] }, "apiV3Keys.0: must be the 32 characters of the APIv3 key"],
    ["an APIv3 key with a line end", { apiV3Keys: [`${"k".repeat(32)}\n`] }, "apiV3Keys.0: begins or ends with white space"],
    ["an APIv2 key cut short", { apiV2Keys: ["short"] }, "apiV2Keys.0: must be the 32 characters of the APIv2 key"],
    ["no APIv2 key in its list", { apiV2Keys: [] }, "apiV2Keys: give a list with at least one secret"],
    ["no key at all", { publicKeys: [], platformCertificates: [] }, "publicKeys: give at least one key"],
    [
      "one id twice",
      { publicKeys: [publicKey, publicKey] },
      "publicKeys: publicKeys and platformCertificates hold one key twice",
    ],
    ["one certificate twice", { platformCertificates: [CERTIFICATE, CERTIFICATE] }, "hold one key twice"],
    ["a certificate's serial as an id", { publicKeys: [{ ...publicKey, id: SERIAL }] }, "publicKeys.0.id: must be the id"],
    ["a private key", { publicKeys: [{ ...publicKey, pem: pair.privateKey }] }, "publicKeys.0: must be a public key in PEM form"],
    ["a certificate as a public key", { publicKeys: [{ ...publicKey, pem: CERTIFICATE }] }, "must be a public key"],
    ["a public key as a certificate", { platformCertificates: [publicKey.pem] }, "platformCertificates.0: must be a certificate"],
    ["two certificates in one text", { platformCertificates: [`${CERTIFICATE}\n${OTHER_CERTIFICATE}`] }, "one by one"],
    ["PEM without its line ends", { platformCertificates: [CERTIFICATE.replaceAll("\n", "\\n")] }, "line ends included"],
    ["a certificate cut short", { platformCertificates: [CERTIFICATE.slice(0, 300)] }, "cannot be read as a certificate"],
    ["a key on an elliptic curve", { publicKeys: [{ ...publicKey, pem: curve.publicKey }] }, "must hold an RSA key"],
    ["a key of 1024 bits", { publicKeys: [{ ...publicKey, pem: short.publicKey }] }, "of 2048 bits or more"],
    ["the merchant's own certificate", { platformCertificates: [MERCHANT_CERTIFICATE] }, "the merchant's own certificate"],
    [
      "a misspelt name",
      { apiv3Keys: [] },
      '"apiv3Keys" is not an option here; use mchid, subMchid, appids, apiV3Keys, apiV2Keys',
    ],
  ])("refuse %s", (_what, changes, message) => {
    const refused = refusal(changes)
    expect(refused).toContain(message)
    // No message repeats a key.
    expect(refused).not.toMatch(/MII|kkkk|short"/)
  })
})
