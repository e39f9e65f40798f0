import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto"
import { AlipaySdk } from "alipay-sdk"
import fc from "fast-check"
import { assertProperty } from "../../../src/__tests__/assert-property"
import { PaymentNotificationError, ProviderUnavailableError } from "../../../src/services/domain/errors"
import type { ProviderContext } from "../../../src/services/providers/provider"
import { alipayForm } from "../../../src/testing/dialects"
import { alipay as harness, alipayGbk, APP_ID, publicKeyOf } from "../harnesses/alipay"
import { contextOf, read, requestOf, providerOf, signed } from "../support/call"
import { fixture } from "../support/fixtures"

const privateKey = harness.secrets.current
const sdk = new AlipaySdk({ appId: APP_ID, privateKey, alipayPublicKey: publicKeyOf(privateKey), keyType: "PKCS8" })

const signingKey = createPrivateKey(privateKey)

type Fields = Readonly<Record<string, string>>

/** The fields as a web framework passes them to a shop that uses the SDK. */
const fieldsOf = (body: Buffer): Record<string, string> => Object.fromEntries(new URLSearchParams(body.toString("latin1")))

const sdkAccepts = (body: Buffer): boolean => sdk.checkNotifySignV2(fieldsOf(body))

/** The account's keys are read once, as a store does. */
const context = contextOf(harness)

async function weAccept(body: Buffer): Promise<boolean> {
  try {
    await providerOf(harness).verify(requestOf(body, {}), context)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(PaymentNotificationError)
    return false
  }
}

/** Written without our own code: the text that is signed, the signature, the form. */
function formOf(fields: Fields, { keepsType = false, algorithm = "RSA-SHA256", type = "RSA2" } = {}): Buffer {
  const signedFields: Fields = keepsType ? { ...fields, sign_type: type } : fields
  const text = Object.keys(signedFields)
    .sort()
    .map((name) => `${name}=${signedFields[name]}`)
    .join("&")
  const signature = sign(algorithm, Buffer.from(text), signingKey).toString("base64")
  return Buffer.from(new URLSearchParams({ ...fields, sign_type: type, sign: signature }).toString())
}

const genuine = JSON.parse(fixture("alipay", "captured").toString()) as Record<string, string>
const name = fc.oneof(
  fc.constantFrom("subject", "body", "total_amount", "charset", "app_id", "Zeta", "a.b-c"),
  fc.stringMatching(/^[a-z][a-z_]{0,8}$/),
)
const value = fc.oneof(
  fc.constantFrom("", "50% off", "%25", "a+b c", "a&b=c", "订单", "😀", "\r\n", "=", "100%25 &amp;"),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
)
const anyFields = fc.dictionary(name, value, { maxKeys: 8 }).filter((fields) => !("sign" in fields) && !("sign_type" in fields))

describe("against alipay-sdk", () => {
  it("accepts forms signed as Alipay signs, whatever the values are, with sign_type or without", () =>
    assertProperty(
      fc.asyncProperty(anyFields, fc.boolean(), async (fields, keepsType) => {
        const body = formOf(fields, { keepsType })
        expect([sdkAccepts(body), await weAccept(body)]).toEqual([true, true])
      }),
    ))

  it("signs forms in the testing kit that the SDK accepts", () =>
    assertProperty(
      fc.property(anyFields, fc.boolean(), (fields, service) => {
        const body = alipayForm(service ? { ...fields, msg_method: "x" } : fields, { privateKey })
        expect(sdkAccepts(body)).toBe(true)
      }),
    ))

  it("rejects whatever it rejects", () => {
    const edit = fc.record({ name: fc.constantFrom(...Object.keys(genuine), "sign", "sign_type", "new_field"), value })
    return assertProperty(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean(), async (edits, keepsType) => {
        const fields = fieldsOf(formOf(genuine, { keepsType }))
        for (const { name, value } of edits) fields[name] = value
        fc.pre(["RSA2", ""].includes(fields.sign_type ?? ""))
        const body = Buffer.from(new URLSearchParams(fields).toString())
        if (await weAccept(body)) expect(sdkAccepts(body)).toBe(true)
      }),
    )
  })

  it.each([true, false])("makes up a sign_type that is missing (signed: %s)", async (keepsType) => {
    const body = Buffer.from(formOf(genuine, { keepsType }).toString().replace("&sign_type=RSA2", ""))
    expect([sdkAccepts(body), await weAccept(body)]).toEqual([true, true])
    const sha1 = Buffer.from(formOf(genuine, { algorithm: "RSA-SHA1", keepsType }).toString().replace("&sign_type=RSA2", ""))
    expect([sdkAccepts(sha1), await weAccept(sha1)]).toEqual([false, false])
  })

  const cases: [string, (fields: Record<string, string>) => void][] = [
    ["another amount", (fields) => (fields.total_amount = "0.01")],
    ["a field less", (fields) => delete fields.trade_status],
    ["a field more", (fields) => (fields.refund_fee = "24.95")],
    ["an empty field more: empty ones are signed, too", (fields) => (fields.refund_fee = "")],
    ["no sign", (fields) => delete fields.sign],
    ["an empty sign", (fields) => (fields.sign = "")],
    ["half a sign", (fields) => (fields.sign = (fields.sign ?? "").slice(0, 172))],
  ]
  it.each(cases)("agrees on refusing %s", async (_what, change) => {
    const fields = fieldsOf(formOf(genuine))
    change(fields)
    const body = Buffer.from(new URLSearchParams(fields).toString())
    expect([sdkAccepts(body), await weAccept(body)]).toEqual([false, false])
  })
})

describe("stricter than alipay-sdk", () => {
  const stricter = async (body: Buffer) => {
    expect(sdkAccepts(body)).toBe(true)
    expect(await weAccept(body)).toBe(false)
  }
  const text = (body: Buffer, change: (form: string) => string) => Buffer.from(change(body.toString()))

  it("takes the algorithm from nowhere but itself: there, sign_type=RSA in the message makes SHA-1 do", async () => {
    await stricter(formOf(genuine, { algorithm: "RSA-SHA1", type: "RSA" }))
    await stricter(formOf(genuine, { algorithm: "RSA-SHA1", type: "RSA", keepsType: true }))
  })

  it("refuses an unknown sign_type: there, it is a TypeError", async () => {
    const body = formOf(genuine, { type: "MD5" })
    expect(() => sdkAccepts(body)).toThrow(expect.objectContaining({ name: "TypeError" }))
    expect(await weAccept(body)).toBe(false)
  })

  it("reads canonical base64 only: there, other characters are ignored", () =>
    stricter(text(formOf(genuine), (form) => form.replace("&sign=", "&sign=%21"))))

  it("refuses a field that is there twice: there, the framework has chosen one of them before", () =>
    stricter(Buffer.concat([Buffer.from("trade_status=TRADE_CLOSED&"), formOf(genuine)])))

  it("contradicts a notice with a field folded into the one before: there, a refund passes for a payment under its own signature", async () => {
    const refunded = JSON.parse(fixture("alipay", "refunded-in-part").toString()) as Record<string, string>
    const { refund_fee, gmt_refund, ...folded } = fieldsOf(formOf(refunded))
    folded.receipt_amount += `&refund_fee=${refund_fee}`
    folded.gmt_payment += `&gmt_refund=${gmt_refund}`
    const body = Buffer.from(new URLSearchParams(folded).toString())
    expect([sdkAccepts(body), await weAccept(body)]).toEqual([true, true])
    const [event] = await read(harness, requestOf(body, {}))
    expect(event && providerOf(harness).normalize(event, contextOf(harness)).facts).toEqual([
      expect.objectContaining({
        state: "captured",
        contradictions: [expect.stringContaining("in two ways"), expect.stringContaining("in two ways")],
      }),
    ])
  })
})

describe("beyond alipay-sdk", () => {
  it("verifies forms in GBK: there, they are decoded as UTF-8 and never match", async () => {
    const { rawBody } = signed(alipayGbk, fixture("alipay", "captured"))
    expect(sdkAccepts(rawBody)).toBe(false)
    expect(await weAccept(rawBody)).toBe(true)
  })

  it("is not misled by percent signs, which its first version decodes a second time", async () => {
    const body = formOf({ ...genuine, subject: "50% off" })
    expect(() => sdk.checkNotifySign(fieldsOf(body))).toThrow("URI malformed")
    const encoded = formOf({ ...genuine, subject: "100%25" })
    expect(sdk.checkNotifySign(fieldsOf(encoded))).toBe(false)
    expect([await weAccept(body), await weAccept(encoded)]).toEqual([true, true])
  })
})

describe("against alipay-sdk: asking", () => {
  const app = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const appKey = app.privateKey.export({ type: "pkcs1", format: "pem" }).toString()
  const asking = new AlipaySdk({ appId: APP_ID, privateKey: appKey, alipayPublicKey: publicKeyOf(harness.secrets.current) })
  const given = { ...(harness.options([harness.secrets.current]) as object), privateKey: appKey }
  const options = providerOf(harness).options.parse(given)
  const alipayKey = createPrivateKey(harness.secrets.current)
  const answers = (text: string, asked: URLSearchParams[] = []): ProviderContext<unknown> => ({
    ...context,
    options,
    fetch: async (_url, init) => {
      asked.push(new URLSearchParams(String(init?.body)))
      return new Response(text)
    },
  })
  const METHOD = "alipay.trade.query"
  const MEMBER = "alipay_trade_query_response"
  const answerOf = (member: object): string => {
    const text = JSON.stringify(member)
    const signature = sign("RSA-SHA256", Buffer.from(text), alipayKey).toString("base64")
    return `{"${MEMBER}":${text},"sign":"${signature}"}`
  }
  const ask = (context: ProviderContext<unknown>) => providerOf(harness).query?.({ providerPaymentId: "2025060122001" }, context)
  const trade = {
    code: "10000",
    trade_no: "2025060122001",
    out_trade_no: "order-1",
    trade_status: "TRADE_SUCCESS",
    total_amount: "24.95",
  }

  it("signs a query as it does", async () => {
    const asked: URLSearchParams[] = []
    await ask(answers(answerOf(trade), asked))
    const [ours = new URLSearchParams()] = asked
    const bizContent = JSON.parse(ours.get("biz_content") ?? "") as object
    const theirs = new URLSearchParams(
      asking.sdkExecute(METHOD, { format: "JSON", timestamp: ours.get("timestamp"), bizContent }),
    )
    expect(theirs.get("biz_content")).toBe(ours.get("biz_content"))
    expect(theirs.get("sign")).toBe(ours.get("sign"))
  })

  it("accepts the answers that it accepts, with any text in them", () =>
    assertProperty(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (subject) => {
        const text = answerOf({ ...trade, subject })
        const { sign: signature } = JSON.parse(text) as { sign: string }
        expect(() => asking.checkResponseSign(text, MEMBER, signature, "")).not.toThrow()
        await expect(ask(answers(text))).resolves.toHaveLength(1)
      }),
      { cost: 5 },
    ))

  it("refuses an answer in which a byte was changed", () =>
    assertProperty(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 127 }), async (at, change) => {
        const bytes = Buffer.from(answerOf(trade))
        const place = at % bytes.length
        bytes[place] = (bytes[place] ?? 0) ^ change
        const answer = await ask(answers(bytes.toString("latin1")))?.catch((error: unknown) => error)
        // Outside of the signed part, a space may be replaced by another white space.
        if (!(answer instanceof ProviderUnavailableError)) expect(answer).toEqual(await ask(answers(answerOf(trade))))
      }),
    ))
})
