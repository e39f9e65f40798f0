import { createPublicKey, verify } from "node:crypto"
import { ProviderUnavailableError } from "../../../domain/errors"
import { unionPay } from ".."
import { readForm } from "../fields"
import { SELF_MADE } from "./certificates"
import {
  captured,
  contextWith,
  digest,
  form,
  keyed,
  keyedMessage,
  merchantKey,
  message,
  pinned,
  query,
  type Parameters,
} from "./support"

const options = { ...pinned, query }
const { version, encoding, merId, orderId, txnTime, txnType, queryId, txnAmt, currencyCode } = captured
const answered = {
  version,
  encoding,
  merId,
  orderId,
  txnTime,
  txnType,
  queryId,
  txnAmt,
  currencyCode,
  respCode: "00",
  origRespCode: "00",
}

interface Asked {
  url?: string
  body?: string
}

/** UnionPay's side of a query: returns a message in the form of an answer, not percent-encoded. */
const saying =
  (answer: ReadonlyMap<string, Buffer>, asked: Asked = {}): typeof fetch =>
  async (url, init) => {
    Object.assign(asked, { url: String(url), body: String(init?.body) })
    return new Response([...answer].map(([name, value]) => `${name}=${value.toString()}`).join("&"))
  }

async function readAfterAsking(fetching: typeof fetch, parameters: Parameters = captured, given: unknown = options) {
  const context = contextWith(given, fetching)
  const [event] = unionPay.parse(form(message(parameters)), context)
  if (!event || !unionPay.refetch) throw new Error("no event")
  // Through JSON, as the event comes back from the database.
  const stored = { ...event, payload: JSON.parse(JSON.stringify(event.payload)) as typeof event.payload }
  return unionPay.normalize(await unionPay.refetch(stored, context), context)
}

describe("asking before money is credited", () => {
  it.each([
    ["01", "00"],
    ["01", "A6"],
    ["02", "00"],
    ["03", "00"],
  ])("is asked for by txnType %s with respCode %s", (type, respCode) => {
    const context = contextWith(options)
    const [event] = unionPay.parse(form(message({ ...captured, txnType: type, respCode })), context)
    expect(event && unionPay.normalize(event, context)).toMatchObject({ refetch: true })
  })

  it.each([
    ["01", "61"],
    ["01", "05"],
    ["04", "00"],
    ["31", "00"],
    ["79", "00"],
  ])("is not asked for by txnType %s with respCode %s, and nobody is asked", async (type, respCode) => {
    const offline: typeof fetch = () => Promise.reject(new Error("asked"))
    const reading = await readAfterAsking(offline, { ...captured, txnType: type, respCode })
    expect(reading.refetch).toBeUndefined()
  })

  it("sends a query that the merchant signed", async () => {
    const asked: Asked = {}
    await readAfterAsking(saying(message(answered), asked))
    expect(asked.url).toBe("https://gateway.95516.com/gateway/api/queryTrans.do")
    const fields = readForm(Buffer.from(asked.body ?? ""))
    const { signature, ...reported } = Object.fromEntries([...fields].map(([name, value]) => [name, value.toString()]))
    expect(reported).toEqual({
      version: "5.1.0",
      encoding: "UTF-8",
      signMethod: "01",
      certId: "68759663125",
      bizType: "000000",
      txnType: "00",
      txnSubType: "00",
      accessType: "0",
      merId,
      orderId,
      txnTime,
    })
    const key = createPublicKey(merchantKey)
    expect(verify("RSA-SHA256", Buffer.from(digest(fields)), key, Buffer.from(signature ?? "", "base64"))).toBe(true)
  })

  it.each([
    ["11", "sha256"],
    ["12", "sm3"],
  ] as const)("signs with the shared key where that is the method (%s)", async (signMethod, algorithm) => {
    const asked: Asked = {}
    const shared = { merchantId: merId, secureKeys: ["new", "old"], signMethod, query: {} }
    const answer = saying(keyedMessage(answered, "old", signMethod), asked)
    await expect(readAfterAsking(answer, captured, shared)).resolves.toMatchObject({ facts: [{ state: "captured" }] })
    const fields = readForm(Buffer.from(asked.body ?? ""))
    expect(fields.get("signMethod")?.toString()).toBe(signMethod)
    expect(fields.get("signature")?.toString()).toBe(keyed(fields, "new", algorithm))
    expect(fields.has("certId")).toBe(false)
  })

  it("reads the answer, and other fields from the notification", async () => {
    expect(await readAfterAsking(saying(message(answered)))).toEqual({
      facts: [
        {
          subject: "payment",
          state: "captured",
          sessionId: "payses_01JWPAYSES0000000000000001",
          merchantReference: orderId,
          providerPaymentId: queryId,
          amount: { minor: 2495n, currency: "CNY" },
          occurredAt: new Date("2025-06-01T12:00:00Z"),
        },
      ],
    })
  })

  it.each([
    ["00", "captured", undefined],
    ["A6", "captured", "A6"],
    ["61", "failed", "61"],
  ])("reads the transaction's own code %s, not the query's", async (origRespCode, state, reasonCode) => {
    const { facts } = await readAfterAsking(saying(message({ ...answered, origRespCode })))
    expect(facts).toEqual([expect.objectContaining({ state, ...(reasonCode && { reasonCode }) })])
  })

  it.each(["03", "04", "05"])("is retried later while the transaction is open (%s)", (origRespCode) =>
    expect(readAfterAsking(saying(message({ ...answered, origRespCode })))).rejects.toThrow(ProviderUnavailableError),
  )

  it.each([
    ["has not taken the query", { ...answered, respCode: "37" }],
    ["does not know the order", { version, encoding, merId, orderId, txnTime, txnType: "00", respCode: "34" }],
    ["says little else", { version, encoding, respCode: "10", respMsg: "报文格式错误[6100030]" }],
    ["tells no outcome", Object.fromEntries(Object.entries(answered).filter(([name]) => name !== "origRespCode"))],
    ["tells of another order", { ...answered, orderId: "20250601ORDER0002" }],
    ["tells of another time", { ...answered, txnTime: "20250601200001" }],
    ["tells of another merchant", { ...answered, merId: "777290058119999" }],
  ])("is retried later when the answer %s", (_what, answer) =>
    expect(readAfterAsking(saying(message(answer)))).rejects.toThrow(ProviderUnavailableError),
  )

  it.each([
    ["txnAmt", { txnAmt: "1" }],
    ["currencyCode", { currencyCode: "840" }],
    ["queryId", { queryId: "1" }],
    ["txnType", { txnType: "02" }],
  ])("quarantines the money when the answer has another %s", async (name, change) => {
    const { facts } = await readAfterAsking(saying(message({ ...answered, ...change })))
    expect(facts).toEqual([expect.objectContaining({ contradictions: [expect.stringContaining(name)] })])
  })

  it("does not believe an answer that anybody can sign", async () => {
    const forged = readAfterAsking(saying(message(answered, SELF_MADE)))
    await expect(forged).rejects.toThrow(ProviderUnavailableError)
  })

  it.each([
    ["unsigned", async () => new Response("version=5.1.0&respCode=00&origRespCode=00")],
    ["garbled", async () => new Response("<html>")],
    ["empty", async () => new Response("")],
    ["not found", async () => new Response("", { status: 404 })],
    ["an error", async () => new Response("", { status: 502 })],
    ["a redirect", () => Promise.reject(new TypeError("redirected"))],
  ] as [string, typeof fetch][])("is retried later when the answer is %s", (_what, fetching) =>
    expect(readAfterAsking(fetching)).rejects.toThrow(ProviderUnavailableError),
  )

  it("shows neither the answer nor the key in an error", async () => {
    const error = await readAfterAsking(saying(message({ ...answered, respCode: "11", respMsg: "PLANTED" }))).catch(
      (error: unknown) => error,
    )
    expect(String(error)).not.toMatch(/PLANTED|PRIVATE/)
  })
})
