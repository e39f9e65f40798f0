import crypto from "node:crypto"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import { unionPay } from ".."
import { unionPayAmount } from "../amount"
import { readAnswer, readForm } from "../fields"
import { readTime, writeTime } from "../time"
import * as certificates from "./certificates"
import {
  captured,
  contextWith,
  digest,
  ellipticKey,
  form,
  keyed,
  keyedMessage,
  message,
  NOW,
  pinned,
  plain,
  query,
  requestOf,
  rsa,
  type Parameters,
} from "./support"

const { GENUINE } = certificates
const verify = (request = form(message(captured)), options: unknown = pinned) => unionPay.verify(request, contextWith(options))
const refused = (request?: ReturnType<typeof form>, options: unknown = pinned) =>
  expect(verify(request, options)).rejects.toBeInstanceOf(SignatureVerificationError)
const parse = (parameters: Parameters) => unionPay.parse(form(message(parameters)), contextWith())
const readingOf = (parameters: Parameters) => {
  const [event] = parse(parameters)
  if (!event) throw new Error("no event")
  return unionPay.normalize(event, contextWith())
}
const withCertificate = (certificate: string) => form(message(captured, certificate))
const sharing = { merchantId: captured.merId, secureKeys: ["old", "k"] }

describe("the certificate in the message", () => {
  it("is accepted when it leads to the pinned root", () => verify())

  it.each([
    ["self-made, with UnionPay's name", certificates.SELF_MADE],
    ["issued by a middle certificate that only has the right name", certificates.IMITATION],
    ["issued by an end certificate", certificates.UNDER_LEAF],
    ["of another company", certificates.OTHER_HOLDER],
    ["of another company, with UnionPay's name elsewhere in the CN", certificates.MISPLACED_NAME],
    ["with two CNs to choose from", certificates.TWO_NAMES],
    ["without a CN", certificates.NAMELESS],
    ["of UnionPay's test environment", certificates.TEST_HOLDER],
    ["expired", certificates.EXPIRED],
    ["not valid yet", certificates.EARLY],
    ["no certificate at all", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
    ["empty", ""],
  ])("is refused: %s", (_what, certificate) => refused(withCertificate(certificate)))

  it("is refused under a middle certificate that is no longer valid, though pinned", () =>
    refused(withCertificate(certificates.UNDER_EXPIRED), { ...pinned, intermediates: [certificates.EXPIRED_INTERMEDIATE] }))

  it("is refused under a root that is no longer valid, though pinned", () =>
    refused(withCertificate(certificates.UNDER_EXPIRED), { ...pinned, roots: [certificates.EXPIRED_INTERMEDIATE] }))

  it("is refused without the middle certificate, for the message does not bring it", () =>
    refused(undefined, { ...pinned, intermediates: [] }))

  it("is refused with the middle certificate alone, for that is no root", () =>
    refused(undefined, { ...pinned, roots: [certificates.STRANGER.root] }))

  it("may be issued by a pinned root itself", () => verify(undefined, { ...pinned, roots: [GENUINE.intermediate] }))

  it("is accepted from the test environment where the options name it", () =>
    verify(withCertificate(certificates.TEST_HOLDER), { ...pinned, holders: ["00040000:SIGN"] }))

  it("is refused with a key that is not RSA, without another error", () =>
    refused(
      form(
        message(captured, certificates.ELLIPTIC, (unsigned) =>
          rsa("SHA256", digest(unsigned), certificates.ELLIPTIC_PRIVATE_KEY),
        ),
      ),
    ))

  it("keeps its CR LF: with LF it is another message", async () => {
    const text = form(message(captured)).rawBody.toString()
    expect(text).toContain("%0D%0A")
    await refused(requestOf(Buffer.from(text.replaceAll("%0D%0A", "%0A"))))
  })
})

describe("the signature", () => {
  const signedBy = (signature: (unsigned: Map<string, Buffer>) => string) => form(message(captured, undefined, signature))

  it("is refused over the string itself, without the digest between", () =>
    refused(signedBy((it) => rsa("RSA-SHA256", plain(it)))))
  it("is refused with SHA-1 over the right digits", () => refused(signedBy((it) => rsa("RSA-SHA1", digest(it)))))
  it("is refused when it is missing", () => refused(signedBy(() => "")))
  it("is refused when its + arrived as a space", async () => {
    const genuine = message(captured).get("signature")?.toString() ?? ""
    await refused(signedBy(() => genuine.replace(/[+/]/, " ")))
  })
  it("is refused with garbage in its base64", () => refused(signedBy((it) => `${rsa("RSA-SHA256", digest(it))}\n`)))

  it("is valid whatever the order of the parameters and the spelling of their percent-encoding", () => {
    const parts = form(message(captured)).rawBody.toString().split("&").reverse()
    return verify(requestOf(Buffer.from(parts.map((part) => part.replace(/%2B/g, "%2b").replace(/=01/g, "=%301")).join("&"))))
  })

  it("covers a parameter that nobody knows", () =>
    refused(requestOf(Buffer.concat([form(message(captured)).rawBody, Buffer.from("&origQryId=1")]))))

  it.each(["5.0.0", "5.0.1", "5.1.0 ", ""])("is refused for version %j", (version) =>
    refused(form(message({ ...captured, version }))),
  )

  it.each(["11", "12", ""])("is refused for signMethod %j where the options ask for 01, though it is RSA", (signMethod) =>
    refused(form(message({ ...captured, signMethod }))),
  )

  it("is not believed about its method: a shared key's digest is no RSA signature", async () => {
    await verify(form(keyedMessage(captured, "k")), sharing)
    await refused(form(keyedMessage(captured, "k")))
    await refused(undefined, sharing)
    await refused(form(keyedMessage(captured, "another")), sharing)
  })

  it("is by SM3 where the options ask for 12, and by nothing else there", async () => {
    const sm3 = { ...sharing, signMethod: "12" }
    await verify(form(keyedMessage(captured, "k", "12")), sm3)
    await refused(form(keyedMessage(captured, "k", "12")), sharing)
    await refused(form(keyedMessage(captured, "k", "11")), sm3)
    await refused(form(keyedMessage(captured, "another", "12")), sm3)
    // The method that a message names decides nothing: SHA-256 under the name of SM3.
    const named = keyedMessage(captured, "k", "12")
    await refused(form(named.set("signature", Buffer.from(keyed(named, "k")))), sm3)
  })

  it("is refused in upper-case digits with a shared key", async () => {
    const shared = keyedMessage(captured, "k")
    shared.set("signature", Buffer.from(keyed(shared, "k").toUpperCase()))
    await refused(form(shared), sharing)
  })
})

describe("a + that its sender did not encode", () => {
  const session = captured.reqReserved
  const reserved = Buffer.from(`${session}`).toString("base64")
  const bare = (parameters: Parameters, change = (text: string) => text) =>
    requestOf(Buffer.from(change(form(message(parameters)).rawBody.toString()).replaceAll("%2B", "+")))
  const readOf = async (request: ReturnType<typeof bare>, options: unknown = pinned) => {
    const context = contextWith(options)
    await unionPay.verify(request, context)
    const [event] = unionPay.parse(request, context)
    return event?.payload
  }

  it("is read in the signature and in the certificate, whatever a + is elsewhere", async () => {
    const request = bare({ ...captured, respMsg: "a b" }, (text) => text.replace("a%20b", "a+b"))
    expect(request.rawBody.toString()).toMatch(/signPubKeyCert=[^&]*[A-Za-z0-9]\+[A-Za-z0-9]/)
    expect(await readOf(request)).toMatchObject({ respMsg: "a b" })
  })

  it("is read in other fields, with UnionPay's own value and no other", async () => {
    const request = bare({ ...captured, reqReserved: `${reserved}`, respMsg: "1+1=2 +" })
    expect(await readOf(request)).toMatchObject({ respMsg: "1+1=2 +" })
    const spaced = (text: string) => text.replaceAll("%20", "+")
    await expect(readOf(bare({ ...captured, respMsg: "1+1=2 +" }, spaced))).rejects.toThrow(SignatureVerificationError)
  })

  it("is read under a shared key, too", async () => {
    const text = form(keyedMessage({ ...captured, respMsg: "1+1=2" }, "k")).rawBody.toString()
    expect(await readOf(requestOf(Buffer.from(text.replaceAll("%2B", "+"))), sharing)).toMatchObject({ respMsg: "1+1=2" })
  })

  it("makes no other message of it: a plus is no space, and a space no plus", async () => {
    const text = form(message({ ...captured, respMsg: "a+b" })).rawBody.toString()
    expect(await readOf(requestOf(Buffer.from(text)))).toMatchObject({ respMsg: "a+b" })
    await refused(requestOf(Buffer.from(text.replace("a%2Bb", "a%20b"))))
    const other = form(message({ ...captured, respMsg: "a b" })).rawBody.toString()
    await refused(requestOf(Buffer.from(other.replace("a%20b", "a%2Bb"))))
    await refused(requestOf(Buffer.from(text.replace("txnAmt=2495", "txnAmt=1").replaceAll("%2B", "+"))))
  })
})

describe("the form", () => {
  it.each(["", "a", "=a", "a=1&", "&a=1", "a=1&&b=2", "a=%4", "a=%zz", "a=1&a=1", "a=1&%61=2"])("is refused: %j", (text) =>
    expect(() => readForm(Buffer.from(text))).toThrow(MalformedPayloadError),
  )

  it("keeps names that every object has", () => {
    const fields = readForm(Buffer.from("__proto__=1&constructor=2"))
    expect([...fields].map(([name, value]) => [name, value.toString()])).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ])
  })

  it("knows no space in base64: a + of the signature and of the certificate is one, and a space only around the certificate", () => {
    const form = "signature=a+b%2Bc&signPubKeyCert=-----BEGIN+CERTIFICATE-----%0D%0AAA+A%2B%0D%0A-----END+CERTIFICATE-----&c=a+b"
    const fields = readForm(Buffer.from(form))
    expect(fields.get("signature")?.toString()).toBe("a+b+c")
    expect(fields.get("signPubKeyCert")?.toString()).toBe("-----BEGIN CERTIFICATE-----\r\nAA+A+\r\n-----END CERTIFICATE-----")
    expect(fields.get("c")?.toString()).toBe("a b")
    expect(readForm(Buffer.from(form), "plus").get("c")?.toString()).toBe("a+b")
  })

  it("decodes bytes, not characters", () =>
    expect(readForm(Buffer.from("a=%B3%C9+%E6%88%90=+%2B")).get("a")).toEqual(
      Buffer.concat([Buffer.from([0xb3, 0xc9, 0x20]), Buffer.from("成= +")]),
    ))
})

describe("an answer to a query", () => {
  const read = (text: string) =>
    Object.fromEntries([...readAnswer(Buffer.from(text))].map(([name, value]) => [name, value.toString()]))

  it("is not percent-encoded", () => expect(read("a=1+2%41==&b=成")).toEqual({ a: "1+2%41==", b: "成" }))
  it("may contain & inside brackets", () =>
    expect(read("a={x=1&y=2}&b=[3&4]&c=5")).toEqual({ a: "{x=1&y=2}", b: "[3&4]", c: "5" }))
  it.each(["a={1&b=2", "a=1&a=2", "", "a"])("is refused: %j", (text) =>
    expect(() => readAnswer(Buffer.from(text))).toThrow(MalformedPayloadError),
  )

  it("is no notification, however genuine: its 00 is about the query", () =>
    expect(() => parse({ ...captured, origRespCode: "03" })).toThrow(MalformedPayloadError))
})

describe("parsing", () => {
  it.each(["txnType", "merId", "orderId", "txnTime", "respCode"])("requires %s", (name) =>
    expect(() => parse(Object.fromEntries(Object.entries(captured).filter(([key]) => key !== name)))).toThrow(
      new RegExp(`${name}.*`),
    ),
  )

  it("requires a success to name its transaction, and a failure not to", () => {
    const { queryId: _queryId, ...nameless } = captured
    expect(() => parse(nameless)).toThrow(MalformedPayloadError)
    expect(parse({ ...nameless, respCode: "13" }).map(({ id }) => id)).toEqual([
      "777290058110048:20250601ORDER0001:20250601200000:01:13",
    ])
  })

  it("distinguishes the defect and the success of one transaction, and no redelivery", () => {
    const ids = [captured, { ...captured, respCode: "A6" }, { ...captured, txnType: "31" }, { ...captured, traceNo: "1" }].map(
      (parameters) => parse(parameters)[0]?.id,
    )
    expect(new Set(ids).size).toBe(3)
    expect(ids[3]).toBe(ids[0])
  })

  it("reads GBK where the message declares it, and refuses bytes of another charset than declared", () => {
    const respMsg = Buffer.from([0xb3, 0xc9, 0xb9, 0xa6])
    expect(parse({ ...captured, respMsg, encoding: "GBK" })[0]?.payload.respMsg).toBe("成功")
    expect(() => parse({ ...captured, orderId: respMsg })).toThrow(MalformedPayloadError)
    expect(() => parse({ ...captured, encoding: "UTF-7" })).toThrow(MalformedPayloadError)
    expect(() => parse({ ...captured, orderId: "\0" })).toThrow(MalformedPayloadError)
  })

  it.each([
    ["bytes of another charset", Buffer.from([0xb3, 0xc9])],
    ["NUL", "\0"],
    ["5,000 characters", "x".repeat(5000)],
    ["nothing", ""],
  ])("reads %s in a field that nobody needs as absent", (_what, value) => {
    const others = {
      respMsg: value,
      origQryId: value,
      origOrderId: value,
      reqReserved: value,
      settleDate: value,
      origTxnTime: value,
    }
    expect(readingOf({ ...captured, ...others }).facts).toEqual([
      expect.objectContaining({
        state: "captured",
        merchantReference: captured.orderId,
        amount: { minor: 2495n, currency: "CNY" },
      }),
    ])
  })

  it("puts a message with a field folded into the one before it in quarantine: the signed text escapes nothing", () => {
    const { txnAmt, ...others } = captured
    const folded = { ...others, respMsg: `${captured.respMsg}&txnAmt=${txnAmt}` }
    expect(readingOf(folded).facts).toEqual([
      expect.objectContaining({ contradictions: [expect.stringContaining('"&txnAmt="')] }),
    ])
  })

  it("is no notification, either, with the sign of an answer hidden in another field", () =>
    expect(() => parse({ ...captured, orderId: `${captured.orderId}&origRespCode=05` })).toThrow(MalformedPayloadError))

  it("keeps nothing of the card, the payer or the signature", () => {
    const [event] = parse({ ...captured, accNo: "6226090000000048", customerInfo: "e30=", payCardIssueName: "Bank" })
    expect(JSON.stringify(event)).not.toMatch(/6226|customerInfo|Bank|BEGIN|signature/)
  })
})

describe("reading", () => {
  it.each([
    ["01", "00", "payment", "captured"],
    ["01", "A6", "payment", "captured"],
    ["01", "03", "payment", "pending"],
    ["01", "04", "payment", "pending"],
    ["01", "05", "payment", "pending"],
    ["01", "61", "payment", "failed"],
    ["01", "70", "payment", "pending"],
    ["01", "83", "payment", "pending"],
    ["01", "98", "payment", "failed"],
    ["02", "00", "payment", "authorized"],
    ["02", "05", "payment", "pending"],
    ["02", "61", "payment", "failed"],
    ["03", "00", "payment", "captured"],
    ["03", "A6", "payment", "captured"],
    ["04", "00", "refund", "succeeded"],
    ["04", "A6", "refund", "succeeded"],
    ["04", "03", "refund", "pending"],
    ["04", "61", "refund", "failed"],
    ["31", "00", "payment", "canceled"],
    ["32", "00", "payment", "canceled"],
    ["33", "00", "payment", "canceled"],
  ])("reads txnType %s with respCode %s as %s.%s", (txnType, respCode, subject, state) => {
    const { facts } = readingOf({ ...captured, txnType, respCode, origQryId: "1" })
    expect(facts).toEqual([expect.objectContaining({ subject, state })])
    expect(facts[0]?.reasonCode).toBe(respCode === "00" ? undefined : respCode)
  })

  it.each(["03", "31", "32", "33"])(
    "does not fail the payment when its operation %s is refused or open, and asks a person",
    (txnType) => {
      for (const respCode of ["61", "05"]) {
        expect(readingOf({ ...captured, txnType, respCode, origQryId: "1" })).toEqual({
          facts: [],
          unclear: {
            detail: expect.stringContaining(`respCode ${respCode}`),
            sessionId: captured.reqReserved,
            providerPaymentId: "1",
            amount: { minor: 2495n, currency: "CNY" },
          },
        })
      }
    },
  )

  it.each(["06", "12", "42", "45", "46", "74", "75", "84", "99", "A1", "Z9"])(
    "asks a person about respCode %s: money may have moved, or nobody knows the code",
    (respCode) => {
      for (const txnType of ["01", "02", "03", "04", "31"]) {
        expect(readingOf({ ...captured, txnType, respCode })).toEqual({
          facts: [],
          unclear: expect.objectContaining({
            detail: expect.stringContaining(`respCode ${respCode}`),
            amount: { minor: 2495n, currency: "CNY" },
          }),
        })
      }
    },
  )

  it.each(["31", "33"])("tells of the void %s what it is for a payment that is captured: a refund", (txnType) => {
    const [fact] = readingOf({ ...captured, txnType, origQryId: "1" }).facts
    expect(fact).toMatchObject({
      subject: "payment",
      state: "canceled",
      ifCaptured: {
        subject: "refund",
        state: "succeeded",
        providerPaymentId: "1",
        providerRefundId: captured.queryId,
        merchantRefundReference: captured.orderId,
        amount: { minor: 2495n, currency: "CNY" },
      },
    })
    expect(readingOf({ ...captured, txnType: "32", origQryId: "1" }).facts[0]).not.toHaveProperty("ifCaptured")
  })

  it.each(["00", "22", "71", "72", "73", "74", "75", "76", "77", "78", "79", "94", "95"])(
    "passes over txnType %s, which moves no money",
    (txnType) => expect(readingOf({ ...captured, txnType })).toEqual({ facts: [], ignored: `txnType "${txnType}" is not read` }),
  )

  it.each(["05", "11", "12", "13", "14", "21", "97"])("asks a person about txnType %s, with its sum", (txnType) => {
    for (const respCode of ["00", "05", "61"]) {
      expect(readingOf({ ...captured, txnType, respCode })).toEqual({
        facts: [],
        unclear: expect.objectContaining({
          detail: expect.stringContaining(`txnType ${txnType}`),
          sessionId: captured.reqReserved,
          amount: { minor: 2495n, currency: "CNY" },
        }),
      })
    }
  })

  it("never reads an operation's own order number as the payment's session", () => {
    const operation = { ...captured, orderId: "01JWPAYSES0000000000000002", reqReserved: "", origQryId: "1" }
    for (const txnType of ["03", "04", "31", "32"]) {
      const [fact] = readingOf({ ...operation, txnType }).facts
      expect(fact).not.toHaveProperty("sessionId")
      expect(fact).toMatchObject({ providerPaymentId: "1" })
    }
    expect(readingOf({ ...operation, txnType: "01" }).facts[0]).toMatchObject({ sessionId: "payses_01JWPAYSES0000000000000002" })
  })

  it("leaves the payment of an operation open where nothing names it, rather than naming the operation", () => {
    const [fact] = readingOf({ ...captured, txnType: "04" }).facts
    expect(fact).not.toHaveProperty("providerPaymentId")
    expect(fact).toMatchObject({ providerRefundId: captured.queryId, merchantRefundReference: captured.orderId })
  })

  it.each([
    ["2495", "156", { minor: 2495n, currency: "CNY" }],
    ["0", "156", { minor: 0n, currency: "CNY" }],
    ["999999999999", "344", { minor: 999999999999n, currency: "HKD" }],
    ["100", "036", { minor: 100n, currency: "AUD" }],
    ["100", "36", undefined],
    ["100", "392", undefined],
    ["100", "999", undefined],
    ["100", undefined, undefined],
    ["24.95", "156", undefined],
    ["-1", "156", undefined],
    ["1e3", "156", undefined],
    [" 1", "156", undefined],
    ["1000000000000", "156", undefined],
    ["", "156", undefined],
    [undefined, "156", undefined],
  ])("reads the amount %j in %j as %j", (txnAmt, currencyCode, amount) =>
    expect(unionPayAmount(txnAmt, currencyCode)).toEqual(amount),
  )

  it.each([
    ["20250601200000", "2025-06-01T12:00:00.000Z"],
    ["20250101000000", "2024-12-31T16:00:00.000Z"],
    ["20240229235959", "2024-02-29T15:59:59.000Z"],
    ["20250229000000", undefined],
    ["20250631000000", undefined],
    ["20250601240000", undefined],
    ["2025060120000", undefined],
    ["2025-06-01 20:00", undefined],
    ["00000000000000", undefined],
  ])("reads the time %s in China's zone", (text, iso) => expect(readTime(text)?.toISOString()).toBe(iso))

  it("writes a time as it reads it", () => expect(writeTime(NOW)).toBe("20250601200000"))
})

describe("the options", () => {
  const problems = (options: unknown) => unionPay.options.safeParse(options).error?.issues.map(({ message }) => message) ?? []

  it.each([
    ["no roots", { merchantId: pinned.merchantId }, /either roots/],
    ["an empty list of roots", { ...pinned, roots: [] }, /at least one/],
    ["roots and shared keys", { ...pinned, secureKeys: ["k"] }, /either roots/],
    ["an end certificate as root", { ...pinned, roots: [GENUINE.certificate] }, /authority/],
    ["an end certificate on the way", { ...pinned, intermediates: [GENUINE.certificate] }, /authority/],
    ["no certificate", { ...pinned, roots: ["PLANTED"] }, /PEM/],
    ["no holder", { ...pinned, holders: [] }, /at least one/],
    ["no merchant", { roots: [GENUINE.root] }, /./],
    ["a query without a key", { ...pinned, query: {} }, /privateKey and certId/],
    ["a query with a garbled key", { ...pinned, query: { ...query, privateKey: "PLANTED" } }, /RSA private key/],
    ["a query with another kind of key", { ...pinned, query: { ...query, privateKey: ellipticKey() } }, /RSA private key/],
    ["a query with a hexadecimal certId", { ...pinned, query: { ...query, certId: "0A" } }, /decimal/],
    ["a query over http", { ...pinned, query: { ...query, apiUrl: "http://gateway.95516.com/" } }, /https/],
    ["a query to nowhere", { ...pinned, query: { ...query, apiUrl: "gateway" } }, /https/],
    ["a query with two ways to sign", { merchantId: pinned.merchantId, secureKeys: ["k"], query }, /leave them out/],
    [
      "another way to sign with a shared key",
      { merchantId: pinned.merchantId, secureKeys: ["k"], signMethod: "01" },
      /"12" \(SM3\)/,
    ],
    ["a shared key's way to sign with roots", { ...pinned, signMethod: "12" }, /goes with secureKeys only/],
    ["a typo", { ...pinned, holder: ["x"] }, /is not an option/],
  ])("refuse %s", (_what, options, message) => {
    expect(problems(options).join()).toMatch(message)
    expect(problems(options).join()).not.toContain("PLANTED")
  })

  it("refuse SM3 at boot where this Node.js has none, and nothing else then", () => {
    const hashes = jest.spyOn(crypto, "getHashes").mockReturnValue(["sha256"])
    expect(problems({ ...sharing, signMethod: "12" }).join()).toMatch(/has no SM3/)
    expect(problems({ ...sharing, signMethod: "11" })).toEqual([])
    hashes.mockRestore()
    expect(problems({ ...sharing, signMethod: "12" })).toEqual([])
  })

  it("ask at UnionPay itself unless configured otherwise", () =>
    expect(contextWith({ ...pinned, query }).options.query?.apiUrl).toBe("https://gateway.95516.com/gateway/api/queryTrans.do"))

  it("take a gateway on this machine", () =>
    expect(problems({ ...pinned, query: { ...query, apiUrl: "http://127.0.0.1:9010/x" } })).toEqual([]))
})
