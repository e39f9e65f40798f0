import { PaymentActions } from "@medusajs/framework/utils"
import { offline } from "../../kit/__tests__/offline"
import { createHash } from "node:crypto"
import { MalformedPayloadError, ProviderUnavailableError, SignatureVerificationError } from "../../../domain/errors"
import type { WebhookRequest } from "../../provider"
import { medusa } from ".."
import { decimalOf } from "../decimal"
import { eventId } from "../event-id"

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" }
const requestOf = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE): WebhookRequest => ({
  method: "POST",
  url: "/",
  headers,
  rawBody: Buffer.from(body),
  receivedAt: new Date(),
})
const contextOf = (readMedusaWebhook?: jest.Mock, paymentProvider = "pp_sandbox_sandbox") => ({
  account: { id: "shop" },
  now: () => new Date(),
  fetch: offline,
  options: medusa.options.parse({ paymentProvider }),
  readMedusaWebhook,
})
async function read(answer: unknown, request = requestOf("{}")) {
  const context = contextOf(jest.fn().mockResolvedValue(answer))
  await medusa.verify(request, context)
  return medusa.parse(request, context)
}

describe("verify", () => {
  it.each<[string, string, Record<string, string>, unknown]>([
    ["JSON", '{"a":[1]}', JSON_TYPE, { a: [1] }],
    ["a JSON list", "[1]", JSON_TYPE, [1]],
    ["no JSON at all", "", JSON_TYPE, {}],
    ["a form", "a=1&b=x+y&b=%26", { "content-type": "application/x-www-form-urlencoded" }, { a: "1", b: ["x y", "&"] }],
    ["another type", '{"a":1}', { "content-type": "text/plain" }, {}],
    ["no type", '{"a":1}', {}, {}],
  ])("hands %s on as core does, with the raw bytes and the headers", async (_what, body, headers, data) => {
    const reader = jest.fn().mockResolvedValue({ action: "not_supported" })
    await medusa.verify(requestOf(body, headers), contextOf(reader))
    expect(reader).toHaveBeenCalledWith("pp_sandbox_sandbox", { data, rawData: Buffer.from(body), headers })
  })

  it.each(["sandbox_sandbox", "pp_sandbox_sandbox"])("asks pp_sandbox_sandbox for %s", async (id) => {
    const reader = jest.fn().mockResolvedValue({ action: "not_supported" })
    await medusa.verify(requestOf("{}"), contextOf(reader, id))
    expect(reader).toHaveBeenCalledWith("pp_sandbox_sandbox", expect.anything())
  })

  it("asks once, however often the answer is read", async () => {
    const reader = jest.fn().mockResolvedValue({ action: "captured" })
    const [request, context] = [requestOf("{}"), contextOf(reader)]
    await medusa.verify(request, context)
    medusa.parse(request, context)
    medusa.parse(request, context)
    expect(reader).toHaveBeenCalledTimes(1)
  })

  it("keeps the provider's refusal as the cause", async () => {
    const cause = new Error("no signatures found")
    const error: unknown = await medusa
      .verify(requestOf("{}"), contextOf(jest.fn().mockRejectedValue(cause)))
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(SignatureVerificationError)
    expect(error).toHaveProperty("cause", cause)
  })

  it("lets an error of ours through, so that an outage is answered 503 and sent again", () =>
    expect(
      medusa.verify(requestOf("{}"), contextOf(jest.fn().mockRejectedValue(new ProviderUnavailableError("down")))),
    ).rejects.toBeInstanceOf(ProviderUnavailableError))

  it("refuses JSON that core's parser refuses, and does not ask", async () => {
    const reader = jest.fn()
    for (const body of ["{", "null", "7", '"text"']) {
      await expect(medusa.verify(requestOf(body), contextOf(reader))).rejects.toBeInstanceOf(MalformedPayloadError)
    }
    expect(reader).not.toHaveBeenCalled()
  })

  it("cannot be done in processing, where nobody can be asked", () =>
    expect(medusa.verify(requestOf("{}"), contextOf())).rejects.toBeInstanceOf(ProviderUnavailableError))
})

describe("parse", () => {
  it("reads only a call that has been verified, in that very request", async () => {
    const context = contextOf(jest.fn().mockResolvedValue({ action: "captured" }))
    await medusa.verify(requestOf("{}"), context)
    expect(() => medusa.parse(requestOf("{}"), context)).toThrow(SignatureVerificationError)
  })

  it("leaves no row for an event that the provider does not support: strangers could fill the database", async () => {
    expect(await read({ action: "not_supported" })).toEqual([])
    expect(await read({ action: "not_supported", data: { session_id: "payses_1", amount: 1 } })).toEqual([])
  })

  it.each<[unknown]>([
    [{ action: "captured", data: { session_id: "payses_1", amount: 24.95 } }],
    [{ action: "captured", data: { session_id: "payses_1", amount: "24.95" } }],
  ])("keeps the action, the session and the amount of %j", async (answer) => {
    const [event] = await read(answer)
    expect(event).toMatchObject({ type: "captured", payload: { action: "captured", session_id: "payses_1", amount: "24.95" } })
  })

  it.each([
    { action: "captured" },
    { action: "captured", data: null },
    { action: "captured", data: { session_id: "", amount: NaN } },
  ])("invents nothing for %j", async (answer) => {
    const [event] = await read(answer)
    expect(event?.payload).toEqual({ action: "captured" })
  })

  it.each([undefined, null, "captured", {}, { action: 1 }, { action: "a\0" }])("calls the answer %j malformed", (answer) =>
    expect(read(answer)).rejects.toBeInstanceOf(MalformedPayloadError),
  )

  it.each([
    { session_id: "a\0" },
    { session_id: 7, amount: {} },
    { session_id: "x".repeat(256), amount: "much" },
    "captured",
    ["captured"],
  ])("reads the answer's data %j as none", async (data) => {
    const [event] = await read({ action: "captured", data })
    expect(event?.payload).toEqual({ action: "captured" })
  })

  it("takes an event id that cannot be stored for none", async () => {
    const [event] = await read({ action: "captured" }, requestOf('{"object":"event","id":"a\\u0000"}'))
    expect(event?.id).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})

describe("eventId", () => {
  const digest = (body: unknown) => `sha256:${createHash("sha256").update(JSON.stringify(body)).digest("hex")}`
  const idOf = (body: Record<string, unknown>) => eventId(body, Buffer.from(JSON.stringify(body)))

  it.each([
    { id: "evt_1", object: "event" },
    { id: "evt_1", type: "a", data: {} },
    { id: "evt_1", event: "a", payload: {} },
    { id: "evt_1", event_type: "a", resource: {} },
    { id: "evt_1", eventType: "a", data: {} },
  ])("is the envelope's own in %j", (body) => expect(idOf(body)).toBe("evt_1"))

  it.each([
    { id: "tr_1" },
    { id: "pi_1", status: "captured", amount: 1 },
    { id: "pi_1", object: "payment_intent" },
    { id: "pi_1", type: "card", data: null },
    { id: "pi_1", type: "card", data: "x" },
    { id: "pi_1", type: "card", data: ["x"] },
    { id: 12345, type: "payment", data: { id: "1" } },
    { event: "payment.captured", payload: {} },
  ])("is the digest of the bytes in %j, where the id may be the payment's", (body) => expect(idOf(body)).toBe(digest(body)))

  it("differs for two changes of one payment", () => {
    const [authorized, captured] = [
      { id: "pay_1", status: "authorized" },
      { id: "pay_1", status: "captured" },
    ]
    expect(idOf(authorized)).not.toBe(idOf(captured))
  })
})

describe("decimalOf", () => {
  class BigNumber {
    constructor(
      readonly numeric: number,
      readonly raw: unknown,
    ) {}
    valueOf = () => this.numeric
  }
  const bignumberJs = { s: 1, e: 1, c: [24, 95], valueOf: () => "24.95" }

  it.each<[unknown, string | undefined]>([
    [24.95, "24.95"],
    ["24.95", "24.95"],
    [" 24.95 ", "24.95"],
    [2495n, "2495"],
    [0, "0"],
    [-1, "-1"],
    [new BigNumber(0.1, { value: "0.1000000000000000055" }), "0.1000000000000000055"],
    [new BigNumber(24.95, undefined), "24.95"],
    [{ value: "24.95", precision: 20 }, "24.95"],
    [{ numeric: 24.95 }, "24.95"],
    [bignumberJs, "24.95"],
    [undefined, undefined],
    [null, undefined],
    ["", undefined],
    ["24,95", undefined],
    ["1e999999999", undefined],
    [NaN, undefined],
    [Infinity, undefined],
    [true, undefined],
    [{}, undefined],
    [[], undefined],
    [Object.create(null), undefined],
  ])("reads %p as %p", (amount, decimal) => expect(decimalOf(amount)).toBe(decimal))
})

describe("an action", () => {
  const readingOf = (payload: { action: string; session_id?: string; amount?: string }) =>
    medusa.normalize({ id: "evt_1", type: payload.action, payload }, contextOf())

  it.each(Object.values(PaymentActions).filter((action) => action !== PaymentActions.NOT_SUPPORTED))(
    "of Medusa's is a fact: %s",
    (action) => expect(readingOf({ action, session_id: "payses_1", amount: "24.95" }).facts).toHaveLength(1),
  )

  it("that is none of Medusa's is brought to a person, with the session and the sum", () =>
    expect(readingOf({ action: "refunded", session_id: "payses_1", amount: "24.95" })).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining('"refunded"'), sessionId: "payses_1", amount: { major: "24.95" } },
    }))

  it.each(["refunded", "toString", ""])("(%s) about nothing is ignored", (action) =>
    expect(readingOf({ action })).toEqual({ facts: [], ignored: expect.stringContaining(`"${action}"`) }),
  )
})
