import { createPublicKey } from "node:crypto"
import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import type { ProviderContext, WebhookRequest } from "../../provider"
import { redact } from "../../kit/redact"
import { alipayTestKey } from "../../../../testing/keys/alipay"
import { alipay } from ".."
import type { AlipayOptions } from "../options"
import { readTime } from "../time"
import { formOf, issuerCertificate } from "./signed-form"

const publicKey = createPublicKey(alipayTestKey.privateKey)
const pem = publicKey.export({ type: "spki", format: "pem" }).toString()
const oneLine = publicKey.export({ type: "spki", format: "der" }).toString("base64")
const APP_ID = "2021000000000001"
const SESSION = "payses_01JWFXTRE00000000000000001"

const contextWith = (options: object = {}): ProviderContext<AlipayOptions> => ({
  account: { id: "alipay" },
  options: alipay.options.parse({ appId: APP_ID, alipayPublicKeys: [pem], ...options }),
  now: () => new Date(),
  fetch: offline,
})
const context = contextWith()

const trade = {
  app_id: APP_ID,
  charset: "utf-8",
  notify_id: "n1",
  notify_time: "2025-06-01 20:00:01",
  notify_type: "trade_status_sync",
  out_trade_no: SESSION,
  seller_id: "2088000000000002",
  subject: "50% off",
  total_amount: "24.95",
  trade_no: "2025060122001400000000000001",
  trade_status: "TRADE_SUCCESS",
}
type Fields = Record<string, string>

const requestOf = (rawBody: Buffer | string): WebhookRequest => ({
  method: "POST",
  url: "/",
  headers: {},
  rawBody: Buffer.from(rawBody as string, "latin1"),
  receivedAt: new Date(),
})
const verify = (rawBody: Buffer | string, with_ = context) => alipay.verify(requestOf(rawBody), with_)
const parse = (fields: Fields) => alipay.parse(requestOf(formOf(fields)), context)
const read = (fields: Fields, with_ = context) => {
  const [event] = parse(fields)
  if (!event) throw new Error("no event")
  return alipay.normalize(event, with_)
}
const namesOf = (fields: Fields) => read(fields).facts.map(({ subject, state }) => `${subject}.${state}`)

describe("a signed form", () => {
  it.each([
    ["a + in sign that was not encoded", (form: string) => form.replaceAll("%2B", "+")],
    ["lower-case percent encoding", (form: string) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ["spaces as %20", (form: string) => form.replaceAll("+", "%20")],
    ["fields in another order", (form: string) => form.split("&").reverse().join("&")],
    ["an & too many", (form: string) => `&${form}&`],
  ])("is accepted with %s", async (_what, change) => {
    // A signature without a "+" would prove nothing.
    const form = [..."abcdefgh"].map((salt) => formOf({ ...trade, salt }).toString()).find((text) => /sign=[^&]*%2B/.test(text))
    await expect(verify(change(form ?? ""))).resolves.toBeUndefined()
  })

  it.each([
    ["without its sign_type", (form: string) => form.replace("&sign_type=RSA2", "")],
    ["with an empty sign_type", (form: string) => form.replace("&sign_type=RSA2", "&sign_type=")],
  ])("is accepted %s, by the algorithm of the options' keys", async (_what, change) => {
    const complaint = { app_id: APP_ID, msg_method: "alipay.merchant.tradecomplain.changed", notify_id: "n2" }
    // A service notice signs it, a trade's notice does not.
    for (const fields of [trade, complaint]) {
      await expect(verify(change(formOf(fields).toString()))).resolves.toBeUndefined()
      await expect(verify(change(formOf(fields).toString()).replace("app_id=2", "app_id=3"))).rejects.toThrow(
        SignatureVerificationError,
      )
    }
  })

  it("is accepted with an empty field, which Alipay signs as it stands", () =>
    expect(verify(formOf({ ...trade, passback_params: "" }))).resolves.toBeUndefined())

  it("is accepted with a name that sorts by code unit, capitals first", () =>
    expect(verify(formOf({ ...trade, consumer_miniAppId: "1", consumer_mini: "2", Zeta: "3" }))).resolves.toBeUndefined())

  it.each([
    ["a signature over other fields", (form: string) => form.replace("24.95", "0.01")],
    ["sign_type RSA", (form: string) => form.replace("sign_type=RSA2", "sign_type=RSA")],
    ["sign_type in lower case", (form: string) => form.replace("sign_type=RSA2", "sign_type=rsa2")],
    ["an empty sign", (form: string) => form.replace(/sign=[^&]*/, "sign=")],
    ["a sign that is no base64", (form: string) => form.replace("&sign=", "&sign=*")],
  ])("is refused with %s", (_what, change) =>
    expect(verify(change(formOf(trade).toString()))).rejects.toThrow(SignatureVerificationError),
  )

  it.each([
    ["a field twice", (form: string) => `${form}&trade_status=TRADE_SUCCESS`],
    ["sign twice", (form: string) => `${form}&sign=AAAA`],
    ["a field twice, once by another spelling", (form: string) => `${form}&trade%5Fstatus=TRADE_SUCCESS`],
    ["a % that encodes nothing", (form: string) => form.replace("%25", "%")],
    ["a name without a value", (form: string) => `${form}&empty`],
    ["a nameless value", (form: string) => `${form}&=1`],
    ["a name that holds another field", (form: string) => `${form}&a%3D1%26refund_fee=5.00`],
    ["a name that every object has a setter for", (form: string) => `${form}&__proto__=1`],
  ])("is malformed with %s", (_what, change) =>
    expect(verify(change(formOf(trade).toString()))).rejects.toThrow(MalformedPayloadError),
  )

  it("may contain & and = in a text", () =>
    expect(verify(formOf({ ...trade, subject: "A & B = C", passback_params: "a=1&b=2" }))).resolves.toBeUndefined())

  it("does not repeat its values in a refusal", async () => {
    const error: unknown = await verify(
      formOf({ ...trade, body: "secret" })
        .toString()
        .replace("24.95", "1"),
    ).catch((e: unknown) => e)
    expect(String(error)).not.toMatch(/secret|2088|24\.95/)
  })
})

describe("the charset", () => {
  const chinese = Buffer.from("d6d0b9fa", "hex")
  /** "中国" in GBK; all else is ASCII. */
  const gbk = (text: string) =>
    Buffer.concat(text.split(/(中国)/).map((part) => (part === "中国" ? chinese : Buffer.from(part, "latin1"))))

  it.each(["GBK", "gbk", "gb2312", "GB18030"])("%s of the form decides, over bytes and not over text", async (charset) => {
    const body = formOf({ ...trade, charset, out_trade_no: "中国", subject: "中国" }, gbk)
    await expect(verify(body)).resolves.toBeUndefined()
    expect(alipay.parse(requestOf(body), context)[0]?.payload.out_trade_no).toBe("中国")
  })

  it.each(["UTF-8", "utf-8", "UTF8"])("%s of the form decides", (charset) =>
    expect(parse({ ...trade, charset, out_trade_no: "中国" })[0]?.payload.out_trade_no).toBe("中国"),
  )

  it("is UTF-8 where the form names none", () => {
    const { charset: _, ...unnamed } = trade
    expect(parse({ ...unnamed, out_trade_no: "中国" })[0]?.payload.out_trade_no).toBe("中国")
    expect(parse({ ...unnamed, charset: "", out_trade_no: "中国" })[0]?.payload.out_trade_no).toBe("中国")
  })

  it.each([
    ["another charset", formOf({ ...trade, charset: "utf-7" })],
    ["GBK that says it is UTF-8", formOf({ ...trade, out_trade_no: "中国" }, gbk)],
    ["NUL", formOf({ ...trade, out_trade_no: "a\0b" })],
  ])("is malformed: %s", (_what, body) => expect(() => alipay.parse(requestOf(body), context)).toThrow(MalformedPayloadError))

  it.each([
    ["GBK that says it is UTF-8", formOf({ ...trade, subject: "中国" }, gbk)],
    ["NUL", formOf({ ...trade, subject: "a\0b" })],
  ])("does not matter in a field that nobody reads: %s", async (_what, body) => {
    await expect(verify(body)).resolves.toBeUndefined()
    expect(alipay.parse(requestOf(body), context)).toHaveLength(1)
  })
})

describe("the traps of Alipay's notices", () => {
  const refunded = { gmt_payment: "2025-06-01 19:59:30", gmt_refund: "2025-06-02 09:15:00.123", refund_fee: "5.00" }

  it.each<[string, Fields, string[]]>([
    ["a payment", { gmt_payment: "2025-06-01 19:59:30" }, ["payment.captured"]],
    ["a refund of a part, which is no second payment", refunded, ["refund.succeeded"]],
    ["a refund without its time", { refund_fee: "5.00" }, ["refund.succeeded"]],
    ["a refund without its sum", { gmt_refund: "2025-06-02 09:15:00.123" }, ["refund.succeeded"]],
    ["a refund of all, which is no expiry", { ...refunded, trade_status: "TRADE_CLOSED" }, ["refund.succeeded"]],
    ["a timeout", { trade_status: "TRADE_CLOSED" }, ["payment.expired"]],
    ["a timeout with a refund of nothing", { trade_status: "TRADE_CLOSED", refund_fee: "0.00" }, ["payment.expired"]],
    [
      "a trade closed after its payment, which cannot have timed out",
      { trade_status: "TRADE_CLOSED", gmt_payment: "2025-06-01 19:59:30" },
      ["refund.succeeded"],
    ],
    ["the end, for products that tell of no success", { trade_status: "TRADE_FINISHED" }, ["payment.captured"]],
    ["the end with a refund of nothing", { trade_status: "TRADE_FINISHED", refund_fee: "0.00" }, ["payment.captured"]],
    ["the end after a refund", { ...refunded, trade_status: "TRADE_FINISHED" }, ["payment.captured", "refund.succeeded"]],
    ["a trade that waits", { trade_status: "WAIT_BUYER_PAY" }, ["payment.pending"]],
    ["a status of tomorrow", { trade_status: "TRADE_PENDING" }, []],
    ["a status that every object has", { trade_status: "constructor" }, []],
  ])("reads %s", (_what, fields, names) => expect(namesOf({ ...trade, ...fields })).toEqual(names))

  it("reads refund_fee as the sum of all refunds, never as this one", () => {
    const [fact] = read({ ...trade, ...refunded, refund_fee: "7.50", out_biz_no: "refund-2" }).facts
    expect(fact).toMatchObject({ refundedTotal: { minor: 750n, currency: "CNY" }, merchantRefundReference: "refund-2" })
    expect(fact).not.toHaveProperty("amount")
  })

  it("does not make a refund's sum up where the notice leaves it out", () => {
    for (const refund_fee of ["", "0.00", "5.001"]) {
      expect(read({ ...trade, ...refunded, refund_fee }).facts[0]).not.toHaveProperty("refundedTotal")
    }
  })

  it.each([trade.trade_no, trade.out_trade_no])(
    "does not take the trade's own number %s for a refund's reference",
    (out_biz_no) => expect(read({ ...trade, ...refunded, out_biz_no }).facts[0]).not.toHaveProperty("merchantRefundReference"),
  )

  it("gives every fact of a trade the trade's own id", () => {
    for (const fields of [{}, refunded, { ...refunded, trade_status: "TRADE_FINISHED" }]) {
      for (const fact of read({ ...trade, ...fields, out_biz_no: "refund-1" }).facts) {
        expect(fact.providerPaymentId).toBe(trade.trade_no)
      }
    }
  })

  it.each([
    ["24.95", 2495n],
    ["0.29", 29n],
    ["24.9", 2490n],
    ["24", 2400n],
    ["24.950", 2495n],
    ["90071992547409.93", 9007199254740993n],
  ])("reads %s yuan as %d fen", (total_amount, minor) =>
    expect(read({ ...trade, total_amount }).facts[0]?.amount).toEqual({ minor, currency: "CNY" }),
  )

  it.each<[string, Fields]>([
    ["no amount", { total_amount: "" }],
    ["a fraction of a fen", { total_amount: "24.955" }],
    ["another currency", { trans_currency: "USD" }],
  ])("leaves the amount to review with %s", (_what, fields) => {
    expect(namesOf({ ...trade, ...fields })).toEqual(["payment.captured"])
    expect(read({ ...trade, ...fields }).facts[0]).not.toHaveProperty("amount")
  })

  it.each<[string, Fields]>([
    ["no notify_id", { notify_id: "" }],
    ["no trade_no", { trade_no: "" }],
    ["no out_trade_no", { out_trade_no: "" }],
    ["no trade_status", { trade_status: "" }],
    ["no app_id", { app_id: "" }],
    ["an amount that is none", { total_amount: "1e3" }],
    ["a negative amount", { total_amount: "-1.00" }],
    ["a refund that is no amount", { refund_fee: "all" }],
    ["nothing that says what it is about", { notify_type: "" }],
    ["an id that no index holds", { notify_id: "n".repeat(256) }],
  ])("is malformed with %s", (_what, fields) => expect(() => parse({ ...trade, ...fields })).toThrow(MalformedPayloadError))

  it("does not take the fields of the synchronous return, which are signed alike, for a notice", () => {
    const { notify_id: _id, notify_type: _type, trade_status: _status, ...returned } = trade
    expect(() => parse({ ...returned, method: "alipay.trade.page.pay.return" })).toThrow(MalformedPayloadError)
  })

  it("acknowledges with exactly seven bytes, and refuses with something else", () => {
    expect(alipay.acknowledge?.({ recorded: 0, duplicates: 1 })).toEqual({
      status: 200,
      contentType: "text/plain",
      body: "success",
    })
    expect(alipay.refuse?.("why")).toEqual({ contentType: "text/plain", body: "failure" })
  })

  it("asks a person where an older row's payload cannot be read any more", () =>
    expect(alipay.normalize({ id: "n1", type: "TRADE_SUCCESS", payload: { notify_type: "trade_status_sync" } }, context)).toEqual(
      {
        facts: [],
        unclear: { detail: expect.stringContaining("does not carry a trade") },
      },
    ))

  it("asks a person about a status that nobody knows, with the sum and the payment", () =>
    expect(read({ ...trade, trade_status: "TRADE_PENDING" })).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringContaining("TRADE_PENDING"),
        sessionId: SESSION,
        providerPaymentId: trade.trade_no,
        amount: { minor: 2495n, currency: "CNY" },
      },
    }))
})

describe("the receiver of a notice", () => {
  const contradictions = (fields: Fields, options: object = {}) =>
    read({ ...trade, ...fields }, contextWith(options)).facts[0]?.contradictions

  it("is no contradiction when app and seller fit", () =>
    expect(contradictions({}, { sellerIds: ["2088000000000009", trade.seller_id] })).toBeUndefined())
  it("quarantines another app's money", () => expect(contradictions({ app_id: "2021000000000099" })).toHaveLength(1))
  it("quarantines another seller's money", () => expect(contradictions({}, { sellerIds: ["2088000000000009"] })).toHaveLength(1))
  it("quarantines money of a seller that is not named", () =>
    expect(contradictions({ seller_id: "" }, { sellerIds: [trade.seller_id] })).toHaveLength(1))
  it("quarantines refunds alike", () =>
    expect(contradictions({ app_id: "2021000000000099", refund_fee: "5.00" })).toHaveLength(1))
  it("quarantines money whose notice can be read in two ways: a refund may be hidden in it", () =>
    expect(contradictions({ receipt_amount: "24.95&refund_fee=5.00" })).toEqual([expect.stringContaining('"&refund_fee="')]))
  it("may contain & and = in a text", () =>
    expect(contradictions({ subject: "A & B = C", passback_params: "a=1&b=2" })).toBeUndefined())
  it("quarantines money for two sessions", () =>
    expect(contradictions({ passback_params: "payses_01JWFXTRE00000000000000002" })).toHaveLength(1))
})

describe("the session", () => {
  const references = (fields: Fields) => {
    const { sessionId, merchantReference } = read({ ...trade, ...fields }).facts[0] ?? {}
    return [sessionId, merchantReference]
  }

  it.each<[string, Fields, (string | undefined)[]]>([
    ["out_trade_no", {}, [SESSION, undefined]],
    ["out_trade_no, as its 26 characters", { out_trade_no: SESSION.slice(7) }, [SESSION, undefined]],
    ["nowhere", { out_trade_no: "SHOP-1" }, [undefined, "SHOP-1"]],
    ["passback_params", { out_trade_no: "SHOP-1", passback_params: SESSION }, [SESSION, "SHOP-1"]],
    [
      "passback_params by name",
      { out_trade_no: "SHOP-1", passback_params: `a%3D1%26session_id%3D${SESSION}` },
      [SESSION, "SHOP-1"],
    ],
    ["both alike", { passback_params: SESSION }, [SESSION, undefined]],
    ["passback_params as JSON", { out_trade_no: "SHOP-1", passback_params: `{"session_id":"${SESSION}"}` }, [SESSION, "SHOP-1"]],
    [
      "passback_params as JSON, percent-encoded",
      { out_trade_no: "SHOP-1", passback_params: encodeURIComponent(`{"a": 1, "sessionId": "${SESSION}"}`) },
      [SESSION, "SHOP-1"],
    ],
    [
      "passback_params as JSON, encoded as a form",
      { out_trade_no: "SHOP-1", passback_params: encodeURIComponent(`{"session_id": "${SESSION}"}`).replaceAll("%20", "+") },
      [SESSION, "SHOP-1"],
    ],
    ["out_trade_no beside JSON about something else", { passback_params: '{"session_id":7,"note":"x"}' }, [SESSION, undefined]],
    ["out_trade_no beside broken JSON", { passback_params: '{"session_id":' }, [SESSION, undefined]],
    ["out_trade_no beside a JSON list", { passback_params: `["${SESSION}"]` }, [SESSION, undefined]],
    ["out_trade_no beside other passback_params", { passback_params: "note%3Dhello" }, [SESSION, undefined]],
    ["out_trade_no beside a stray %", { passback_params: "100%" }, [SESSION, undefined]],
  ])("is read from %s", (_what, fields, expected) => expect(references(fields)).toEqual(expected))
})

describe("readTime", () => {
  it.each([
    ["2025-06-01 20:00:00", "2025-06-01T12:00:00.000Z"],
    ["2025-06-01 20:00:00.123", "2025-06-01T12:00:00.123Z"],
    ["2025-01-01 07:59:59", "2024-12-31T23:59:59.000Z"],
  ])("reads %s in Beijing's time, whatever the server's zone", (text, iso) => expect(readTime(text)?.toISOString()).toBe(iso))

  it.each([undefined, "", "2025-02-30 00:00:00", "2025-06-01T20:00:00Z", "2025-06-01 24:00:00", "0000-00-00 00:00:00"])(
    "does not guess at %s",
    (text) => expect(readTime(text)).toBeUndefined(),
  )
})

describe("a service notice", () => {
  const complaint = {
    app_id: APP_ID,
    charset: "utf-8",
    msg_method: "alipay.merchant.tradecomplain.changed",
    notify_id: "n2",
    biz_content: '{"complain_event_id":"2025060100102000000000000001","phone":"PLANTED"}',
  }

  it("is verified with sign_type in the signed text", () => expect(verify(formOf(complaint))).resolves.toBeUndefined())

  it("of a complaint names it, and is no dispute: it does not say where the complaint stands", () =>
    expect(read(complaint)).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("2025060100102000000000000001") },
    }))

  it("of a complaint that an older version stored names it, too", () => {
    const payload = { msg_method: complaint.msg_method, complain_event_id: "2025060100102000000000000001" }
    expect(alipay.normalize({ id: "n2", type: complaint.msg_method, payload }, context).unclear?.detail).toContain(
      "2025060100102000000000000001",
    )
  })

  it("with encrypted content is verified, kept without it and put before a person: nothing is guessed", async () => {
    const encrypted = { ...complaint, biz_content: "4AOYHEQk1HB1PHN3M5Lg0g==", encrypt_type: "AES" }
    await verify(formOf(encrypted))
    expect(read(encrypted)).toEqual({ facts: [], unclear: { detail: expect.stringContaining("(without a number)") } })
    expect(JSON.stringify(parse(encrypted))).not.toContain("4AOYHEQk1HB1")
  })

  it("keeps nothing but its envelope", () => {
    const [event] = parse({ ...complaint, contactor: "PLANTED" })
    expect(event).toMatchObject({ id: "n2", type: "alipay.merchant.tradecomplain.changed" })
    expect(JSON.stringify(event)).not.toContain("PLANTED")
  })

  it.each([
    [{ notify_type: "dut_user_sign" }, "dut_user_sign"],
    [{ service: "alipay.adatabus.risk.end.push" }, "alipay.adatabus.risk.end.push"],
  ])("%j is ignored by its name", (fields: Fields, type) =>
    expect(read({ app_id: APP_ID, notify_id: "n3", ...fields })).toEqual({ facts: [], ignored: expect.stringContaining(type) }),
  )
})

describe("the stored payload", () => {
  it("is of the notice what is read, without empty fields and the merchant's own text", () => {
    const { charset: _charset, notify_id: _id, subject: _subject, ...read } = trade
    const given = { ...trade, gmt_payment: "", passback_params: "note=a gift for Ms Li", body: "PLANTED", tax_no: "PLANTED" }
    expect(parse(given)[0]?.payload).toEqual(read)
    expect(parse({ ...trade, passback_params: `session_id=${SESSION}&note=PLANTED` })[0]?.payload).toEqual({
      ...read,
      passback_params: SESSION,
    })
  })

  it("of an older version is read as ever: whole forms, and what is hidden in them", () => {
    const payload = { ...trade, sign_type: "RSA2", passback_params: "session_id%3D", receipt_amount: "24.95&refund_fee=5.00" }
    expect(alipay.normalize({ id: "n1", type: "TRADE_SUCCESS", payload }, context).facts).toEqual([
      expect.objectContaining({ state: "captured", contradictions: [expect.stringContaining('"&refund_fee="')] }),
    ])
  })

  it("shows the goods and not the buyer", () =>
    expect(redact({ ...trade, buyer_logon_id: "a@b", seller_email: "c@d" }, alipay.redact)).toMatchObject({
      subject: "50% off",
      total_amount: "24.95",
      buyer_logon_id: "[redacted]",
      seller_email: "[redacted]",
    }))
})

describe("the options", () => {
  const problems = (options: object) =>
    alipay.options
      .safeParse({ appId: APP_ID, ...options })
      .error?.issues.map(({ message }) => message)
      .join("; ")
  const small =
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDGOx2pj82RWBoRTZpg0tbJAKyV9tlnz2cFypeQ2XwWpTrxxcgy03EPkwEOViMOasIPsE1JztcV7AIKFyMJylPJ7ono9Y0HNCMqegGMDjrXIffKjIM9oPyXltsGl13CnRKqd/vd05QeoTvg4Cgb1/UDq8hrPeprUqiSx1HWG+KSLwIDAQAB"

  it.each<[string, object]>([
    ["a key as the open platform shows it", { alipayPublicKeys: [oneLine] }],
    ["a key in PEM", { alipayPublicKeys: [pem] }],
    ["a key in PEM in an environment variable", { alipayPublicKeys: [pem.replaceAll("\n", "\\n")] }],
    ["a certificate", { alipayCertificates: [alipayTestKey.certificate] }],
    ["both, on the way from one to the other", { alipayPublicKeys: [pem], alipayCertificates: [alipayTestKey.certificate] }],
  ])("take %s", async (_what, options) => {
    expect(problems(options)).toBeUndefined()
    const parsed = { ...context, options: alipay.options.parse({ appId: APP_ID, ...options }) }
    await expect(verify(formOf(trade), parsed)).resolves.toBeUndefined()
  })

  it.each<[string, object, string]>([
    ["no key at all", {}, "give alipayPublicKeys, or in certificate mode alipayCertificates"],
    ["an empty list", { alipayPublicKeys: [] }, "at least one secret"],
    ["a key of 1024 bits", { alipayPublicKeys: [small] }, "2048 bits"],
    ["a private key", { alipayPublicKeys: [alipayTestKey.privateKey] }, "is a private key"],
    ["a certificate for a key", { alipayPublicKeys: [alipayTestKey.certificate] }, "list it in alipayCertificates"],
    ["an issuer's certificate", { alipayCertificates: [issuerCertificate] }, "is an issuer's certificate"],
    ["a key for a certificate", { alipayCertificates: [pem] }, "alipayCertPublicKey_RSA2.crt"],
    ["half a key", { alipayPublicKeys: [oneLine.slice(0, 200)] }, "is not Alipay's public key"],
    ["nothing for a key", { alipayPublicKeys: [undefined] }, "environment variable"],
    ["an app id that is a number", { appId: 2021, alipayPublicKeys: [pem] }, "the app's id as text"],
    ["no sellers in their list", { sellerIds: [], alipayPublicKeys: [pem] }, "leave it out"],
    ["a misspelt option", { alipayPublicKey: pem, alipayPublicKeys: [pem] }, "is not an option here"],
  ])("refuse %s and say how to mend it", (_what, options, message) => {
    expect(problems(options)).toContain(message)
    expect(problems(options)).not.toContain("MII")
  })
})
