import { createSign } from "node:crypto"
import { wechatpay } from ".."
import { SignatureVerificationError } from "../../../domain/errors"
import type { WebhookRequest } from "../../provider"
import { at, callWith, contextWith, first, seal, second, third, type SigningKey } from "./call"

const context = contextWith()
const captured = seal("{}", { id: "EV-1", create_time: "2025-06-01T20:00:00+08:00", event_type: "TRANSACTION.SUCCESS" })

const requestOf = (body: Buffer, key: Pick<SigningKey, "serial" | "privateKey"> = first, time = at, headers = {}) =>
  callWith(body, key, time, headers)

const verify = (request: WebhookRequest, used = context) => wechatpay.verify(request, used)

async function refused(promise: Promise<void>): Promise<SignatureVerificationError> {
  const error: unknown = await promise.then(
    () => "accepted",
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(SignatureVerificationError)
  return error as SignatureVerificationError
}

const refusalOf = async (promise: Promise<void>): Promise<string> => (await refused(promise)).message

describe("the key that checks a call", () => {
  it("is the one its serial names: a certificate's or a public key's, both at once", async () => {
    await verify(requestOf(captured, first))
    await verify(requestOf(captured, second))
  })

  it("is never another, even if that one signed", async () => {
    await refusalOf(verify(requestOf(captured, { ...second, serial: first.serial })))
    await refusalOf(verify(requestOf(captured, { ...first, serial: second.serial })))
    await refusalOf(verify(requestOf(captured, { ...third, serial: first.serial })))
  })

  it("is missed with the serial and what to do about it", async () => {
    const message = await refusalOf(verify(requestOf(captured, third)))
    expect(message).toContain(third.serial)
    expect(message).toContain("the keys have to be updated")
    expect(message).toContain("publicKeys")
  })

  it.each(["x\r\nforged log line", "a".repeat(500), "toString", "__proto__"])(
    "does not come from the serial %j",
    async (serial) => {
      const message = await refusalOf(verify(requestOf(captured, { ...third, serial })))
      expect(message).not.toMatch(/forged|aaaa/)
    },
  )

  it.each([
    ["before its certificate is valid", "2023-12-31T23:59:59Z"],
    ["after its certificate is valid", "2054-01-01T00:00:01Z"],
  ])("is refused %s, with the dates", async (_when, time) => {
    const now = new Date(time)
    const message = await refusalOf(verify(requestOf(captured, first, now), contextWith({}, now)))
    expect(message).toContain(first.serial)
    expect(message).toContain("valid from 2024-01-01 to 2054-01-01")
    // A public key has no end.
    await verify(requestOf(captured, second, now), contextWith({}, now))
  })
})

describe("a call's signature", () => {
  it.each(["WECHATPAY/SIGNTEST/", "WECHATPAY/SIGNTEST/mAZ3pXq1", `WECHATPAY/SIGNTEST/${"A".repeat(325)}`])(
    "that is WeChat Pay's probe (%s) is refused as one, and distinguished from an attack",
    async (signature) => {
      const request = requestOf(captured, first, at, { "wechatpay-signature": signature })
      const { message, isProbe } = await refused(verify(request))
      expect(message).toMatch(/WeChat Pay's own probe.*nothing has to be done/)
      expect(isProbe).toBe(true)
    },
  )

  it("is not taken for a probe by anything else in the call", async () => {
    const request = requestOf(captured, third, at, { "wechatpay-nonce": "WECHATPAY/SIGNTEST/" })
    const { message, isProbe } = await refused(verify(request))
    expect(message).not.toContain("probe")
    expect(isProbe).toBe(false)
  })

  it("may come without its type, which was added later", async () => {
    const { "wechatpay-signature-type": _type, ...headers } = requestOf(captured).headers
    await verify({ ...requestOf(captured), headers })
  })

  it.each([
    "WECHATPAY2-SM2-WITH-SM3",
    "",
    "wechatpay2-sha256-rsa2048",
    "none",
    "WECHATPAY2-SHA256-RSA2048, WECHATPAY2-SHA256-RSA2048",
  ])("of the type %j is refused", async (type) => {
    const message = await refusalOf(verify(requestOf(captured, first, at, { "wechatpay-signature-type": type })))
    expect(message).toContain("wechatpay-signature-type")
  })

  it("covers the bytes as they are: the same JSON written anew is refused", async () => {
    const request = requestOf(captured)
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(captured.toString()), null, 1))
    await refusalOf(verify({ ...request, rawBody: rewritten }))
  })

  it("does not survive a line end shifted from the body into the nonce, though the signed bytes are the same", async () => {
    const [timestamp, whole] = [String(at.getTime() / 1000), "first line\nsecond line"]
    const signature = createSign("RSA-SHA256").update(`${timestamp}\nnonce\n${whole}\n`).sign(first.privateKey, "base64")
    const signed = { "wechatpay-timestamp": timestamp, "wechatpay-serial": first.serial, "wechatpay-signature": signature }
    const sent = (nonce: string, body: string) => ({
      ...requestOf(Buffer.from(body)),
      headers: { ...signed, "wechatpay-nonce": nonce },
    })
    await verify(sent("nonce", whole))
    await refusalOf(verify(sent("nonce\nfirst line", "second line")))
  })
})
