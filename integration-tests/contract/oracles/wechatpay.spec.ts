import { Aes, Formatter, Rsa } from "wechatpay-axios-plugin"
import fc from "fast-check"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { MalformedPayloadError, SignatureVerificationError } from "../../../src/services/domain/errors"
import { decryptResource } from "../../../src/services/providers/wechatpay/decrypt"
import { wechatpayPublicKey } from "../../../src/testing/dialects"
import { wechatpayTestKeys } from "../../../src/testing/keys/wechatpay"
import { wechatpay as harness } from "../harnesses/wechatpay"
import { contextOf, NOW, requestOf, providerOf, secondsFromNow, signed } from "../support/call"
import { fixture } from "../support/fixtures"
import { GO_SDK_CALL, GO_SDK_CERTIFICATE, GO_SDK_TIME } from "./wechatpay-vector"

const { privateKey, serial } = wechatpayTestKeys.first
const publicKey = wechatpayPublicKey(privateKey)
const genuine = signed(harness, fixture("wechatpay", "captured"))
const body = genuine.rawBody
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000))

/** The headers of a call that the library has signed. */
const headersOf = (payload: string, at = NOW, nonce = "oracle-nonce"): Record<string, string> => ({
  "wechatpay-timestamp": seconds(at),
  "wechatpay-nonce": nonce,
  "wechatpay-serial": serial,
  "wechatpay-signature": Rsa.sign(Formatter.response(seconds(at), nonce, payload), privateKey),
})

function libraryAccepts(bytes: Buffer, headers: Record<string, string>): boolean {
  const signedText = Formatter.response(headers["wechatpay-timestamp"] ?? "", headers["wechatpay-nonce"] ?? "", bytes.toString())
  return Rsa.verify(signedText, headers["wechatpay-signature"] ?? "", publicKey)
}

async function weAccept(bytes: Buffer, headers: Record<string, string>, context = contextOf(harness)): Promise<boolean> {
  try {
    await providerOf(harness).verify(requestOf(bytes, headers), context)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(SignatureVerificationError)
    return false
  }
}

describe("against wechatpay-axios-plugin: signatures", () => {
  it("accepts its signatures", () =>
    assertProperty(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.integer({ min: -300, max: 300 }),
        fc.stringMatching(/^[0-9A-Za-z]{1,32}$/),
        async (value, offset, nonce) => {
          const payload = JSON.stringify(value)
          expect(await weAccept(Buffer.from(payload), headersOf(payload, secondsFromNow(offset), nonce))).toBe(true)
        },
      ),
    ))

  it("signs in the testing dialect as it does", () => expect(libraryAccepts(body, genuine.headers)).toBe(true))

  it("rejects whatever it rejects", () => {
    const good = headersOf(body.toString())
    const goodSignature = good["wechatpay-signature"] ?? ""
    const at = Number(seconds(NOW))
    const another = Rsa.sign(Formatter.response(at, "oracle-nonce", body.toString()), wechatpayTestKeys.second.privateKey)
    const signature = fc.constantFrom(
      goodSignature,
      another,
      goodSignature.toLowerCase(),
      goodSignature.slice(0, -4),
      `${goodSignature}AAAA`,
      "AAAA",
      "=",
    )
    const timestamp = fc.constantFrom(`${at}`, `${at - 1}`, `${at}.0`, ` ${at}`, `0${at}`, `${at}\n`)
    const nonce = fc.constantFrom("oracle-nonce", "oracle-nonc", "Oracle-nonce", "oracle-nonce\n", " oracle-nonce")
    const bytes = fc.constantFrom(body, body.subarray(1), Buffer.concat([body, Buffer.from("\n")]), Buffer.alloc(0))
    return assertProperty(
      fc.asyncProperty(signature, timestamp, nonce, bytes, async (signature, timestamp, nonce, sent) => {
        const headers = {
          "wechatpay-serial": serial,
          "wechatpay-signature": signature,
          "wechatpay-timestamp": timestamp,
          "wechatpay-nonce": nonce,
        }
        if (await weAccept(sent, headers)) expect(libraryAccepts(sent, headers)).toBe(true)
      }),
      { examples: [[goodSignature, `${at}`, "oracle-nonce", body]] },
    )
  })

  it.each([
    ["without the last line end", (payload: string, at: string) => `${at}\noracle-nonce\n${payload}`],
    ["without the nonce", (payload: string, at: string) => `${at}\n${payload}\n`],
    ["the body alone", (payload: string) => payload],
    ["as a request is signed", (payload: string, at: string) => Formatter.request("POST", "/", at, "oracle-nonce", payload)],
  ])("agrees on refusing a body signed %s", async (_what, text) => {
    const payload = body.toString()
    const headers = { ...headersOf(payload), "wechatpay-signature": Rsa.sign(text(payload, seconds(NOW)), privateKey) }
    expect([libraryAccepts(body, headers), await weAccept(body, headers)]).toEqual([false, false])
  })
})

describe("stricter than wechatpay-axios-plugin: signatures", () => {
  const stricter = async (bytes: Buffer, headers: Record<string, string>) => {
    expect([libraryAccepts(bytes, headers), await weAccept(bytes, headers)]).toEqual([true, false])
  }

  it("refuses signatures of long ago or ahead: there, a call of three years ago can be replayed", async () => {
    await stricter(body, headersOf(body.toString(), secondsFromNow(-3 * 365 * 86_400)))
    await stricter(body, headersOf(body.toString(), secondsFromNow(301)))
  })

  it("reads strict base64: there, a signature with anything in between is the same", async () => {
    const headers = headersOf(body.toString())
    const signature = headers["wechatpay-signature"] ?? ""
    await stricter(body, { ...headers, "wechatpay-signature": `${signature.slice(0, 9)}!${signature.slice(9)}` })
    await stricter(body, { ...headers, "wechatpay-signature": signature.replace(/=+$/, "") })
  })

  it("signs bytes, not text: there, bytes that are no UTF-8 can be swapped for others", async () => {
    const [sent, swapped] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])]
    await stricter(sent, headersOf(sent.toString()))
    await stricter(swapped, headersOf(sent.toString()))
  })

  it("takes the key by its serial from the options: there, the caller has to choose one", async () => {
    const headers = headersOf(body.toString())
    await stricter(body, { ...headers, "wechatpay-serial": wechatpayTestKeys.third.serial })
    const bothListed = contextOf(harness, [serial, harness.secrets.previous])
    expect(await weAccept(body, { ...headers, "wechatpay-serial": harness.secrets.previous }, bothListed)).toBe(false)
  })
})

describe("against wechatpay-axios-plugin: decryption", () => {
  const key = "0123456789abcdef0123456789ABCDEF"
  const ours = (ciphertext: string, nonce: string, associated_data: string | undefined, keys = [key]) =>
    decryptResource(
      { algorithm: "AEAD_AES_256_GCM", ciphertext, nonce, associated_data },
      keys.map((text) => Buffer.from(text)),
    )
  const nonces = fc.stringMatching(/^[0-9A-Za-z]{12}$/)

  it("decrypts its ciphertexts, with and without associated data, by any of the listed keys", () =>
    assertProperty(
      fc.property(fc.string({ unit: "binary" }), nonces, fc.constantFrom("", "transaction", "退款"), (text, nonce, aad) => {
        const ciphertext = Aes.AesGcm.encrypt(text, key, nonce, aad)
        expect(ours(ciphertext, nonce, aad).toString()).toBe(Buffer.from(text).toString())
        expect(ours(ciphertext, nonce, aad || undefined, ["x".repeat(32), key]).toString()).toBe(Buffer.from(text).toString())
      }),
    ))

  it("encrypts in the testing dialect as it does", () => {
    const { resource } = JSON.parse(body.toString()) as {
      resource: { ciphertext: string; nonce: string; associated_data: string }
    }
    const [apiV3Key = ""] = (harness.options([serial]) as { apiV3Keys: string[] }).apiV3Keys
    const plaintext = Aes.AesGcm.decrypt(resource.ciphertext, apiV3Key, resource.nonce, resource.associated_data)
    expect(JSON.parse(plaintext)).toEqual(
      (JSON.parse(fixture("wechatpay", "captured").toString()) as { resource: unknown }).resource,
    )
  })

  it("refuses whatever it refuses", () => {
    const nonce = "fixed-nonce1"
    const sealed = Buffer.from(Aes.AesGcm.encrypt('{"amount":{"total":100}}', key, nonce, "transaction"), "base64")
    return assertProperty(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(sealed.length), (at, mask, length) => {
        const altered = Buffer.from(sealed)
        altered[at] = (altered[at] ?? 0) ^ mask
        for (const bytes of [altered, altered.subarray(0, length), sealed.subarray(0, Math.min(length, sealed.length - 1))]) {
          const ciphertext = bytes.toString("base64")
          expect(() => Aes.AesGcm.decrypt(ciphertext, key, nonce, "transaction")).toThrow()
          expect(() => ours(ciphertext, nonce, "transaction")).toThrow(MalformedPayloadError)
        }
      }),
    )
  })

  it("is stricter: there, a ciphertext with anything in between is the same", () => {
    const ciphertext = Aes.AesGcm.encrypt("{}", key, "fixed-nonce1", "transaction")
    const spoilt = `${ciphertext.slice(0, 5)} ${ciphertext.slice(5)}`
    expect(Aes.AesGcm.decrypt(spoilt, key, "fixed-nonce1", "transaction")).toBe("{}")
    expect(() => ours(spoilt, "fixed-nonce1", "transaction")).toThrow(MalformedPayloadError)
  })
})

describe("the call in the tests of WeChat Pay's own Go SDK", () => {
  const context = {
    ...contextOf(harness),
    options: providerOf(harness).options.parse({
      mchid: "1234567890",
      apiV3Keys: ["k".repeat(32)],
      platformCertificates: [GO_SDK_CERTIFICATE],
    }),
    now: () => GO_SDK_TIME,
  }

  it("is accepted at its time", async () => {
    expect(await weAccept(GO_SDK_CALL.body, GO_SDK_CALL.headers, context)).toBe(true)
    expect(await weAccept(GO_SDK_CALL.body, { ...GO_SDK_CALL.headers, "wechatpay-serial": "D7CE59D1F522D702" }, context)).toBe(
      false,
    )
  })

  it("is refused once a byte is another, and today", async () => {
    const altered = Buffer.from(GO_SDK_CALL.body.toString().replace("PAYSCORE", "PAYSCORF"))
    expect(await weAccept(altered, GO_SDK_CALL.headers, context)).toBe(false)
    expect(await weAccept(GO_SDK_CALL.body, GO_SDK_CALL.headers, { ...context, now: () => NOW })).toBe(false)
  })
})

describe("against wechatpay-axios-plugin: asking", () => {
  it("signs a query as it does", async () => {
    const merchant = wechatpayTestKeys.third
    const options = { ...(harness.options([serial]) as object), privateKey: merchant.privateKey, merchantSerial: merchant.serial }
    const asked: { url: URL; authorization: string }[] = []
    const context = {
      ...contextOf(harness),
      options: providerOf(harness).options.parse(options),
      fetch: async (input: unknown, init?: RequestInit) => {
        asked.push({ url: new URL(String(input)), authorization: new Headers(init?.headers).get("authorization") ?? "" })
        return Response.json({ code: "ORDER_NOT_EXIST" }, { status: 404 })
      },
    }
    expect(await providerOf(harness).query?.({ providerPaymentId: "4200000000202506010000000001" }, context)).toBeUndefined()
    const [{ url, authorization } = { url: new URL("http://x"), authorization: "" }] = asked
    const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? ""
    const text = Formatter.request("GET", url.pathname + url.search, field("timestamp"), field("nonce_str"))
    // RSA with PKCS #1 v1.5 leaves nothing to chance: equal texts have equal signatures.
    expect(field("signature")).toBe(Rsa.sign(text, merchant.privateKey))
    const parts = (header: string) => header.split(/[ ,]/).sort()
    const theirs = Formatter.authorization(
      "1900000109",
      field("nonce_str"),
      field("signature"),
      field("timestamp"),
      merchant.serial,
    )
    expect(parts(authorization)).toEqual(parts(theirs))
  })
})
