import { createHmac } from "node:crypto"
import { MalformedPayloadError, SignatureVerificationError } from "../../../../services/domain/errors"
import type { ReceiptOptions } from "../../../../services/options/receipts"
import { receiptOptions } from "../../../../services/options/receipts"
import { receiptSources } from "../sources"

const secret = "s".repeat(32)
const now = new Date("2026-11-21T12:00:00Z")

const sourceOf = (name: string, options: Parameters<typeof receiptOptions.parse>[0]) =>
  receiptSources(receiptOptions.parse(options) as ReceiptOptions).get(name)!

const request = (rawBody: string, { url = "/", headers = {} }: { url?: string; headers?: Record<string, string> } = {}) => ({
  method: "POST",
  url,
  headers,
  rawBody: Buffer.from(rawBody),
  receivedAt: now,
})

describe("a receipt signed by another channel", () => {
  const source = sourceOf("hmac", { hmac: { secrets: ["n".repeat(32), secret] } })
  const body = JSON.stringify([
    { external_id: "m1", state: "delivered" },
    { notification_id: "pnot_1", state: "undelivered", code: "550" },
  ])
  const signed = (at: Date, text = body) => {
    const timestamp = String(Math.floor(at.getTime() / 1000))
    const signature = createHmac("sha256", secret).update(`${timestamp}.${text}`).digest("hex")
    return request(text, { headers: { "x-timestamp": timestamp, "x-signature": signature } })
  }

  it("is read", async () => {
    expect(await source.read(signed(now))).toEqual([
      { externalId: "m1", notificationId: null, state: "delivered", code: null },
      { externalId: null, notificationId: "pnot_1", state: "undelivered", code: "550" },
    ])
  })

  it.each([
    ["too old", () => signed(new Date(now.getTime() - 301_000))],
    ["too new", () => signed(new Date(now.getTime() + 301_000))],
    ["of another body", () => ({ ...signed(now), rawBody: Buffer.from("[]") })],
    ["without a signature", () => request(body)],
  ])("is refused when it is %s", (_what, call) => {
    expect(() => source.read(call())).toThrow(SignatureVerificationError)
  })

  it("is malformed when it has another shape", () => {
    expect(() => source.read(signed(now, '[{"state":"read"}]'))).toThrow(MalformedPayloadError)
  })
})

describe("a receipt of Alibaba Cloud", () => {
  const source = sourceOf("aliyun", { aliyun: { tokens: [secret] } })
  const report = JSON.stringify([{ biz_id: "b1", success: false, err_code: "MK:0001", out_id: "pnot_1:2" }])

  it("is read where the URL has the token", async () => {
    expect(await source.read(request(report, { url: `/webhooks/notifications/aliyun?token=${secret}` }))).toEqual([
      { externalId: "b1", notificationId: "pnot_1", state: "undelivered", code: "MK:0001" },
    ])
    expect(source.reply?.body).toBe('{"code":0,"msg":"ok"}')
  })

  it("is refused where it has none", () => {
    expect(() => source.read(request(report, { url: "/webhooks/notifications/aliyun" }))).toThrow(SignatureVerificationError)
  })
})

describe("a bounced mail", () => {
  const source = sourceOf("bounce", { bounce: { tokens: [secret] } })

  it("is refused without the token", async () => {
    await expect(source.read(request("x"))).rejects.toThrow(SignatureVerificationError)
  })

  it("reports nothing when it is no bounce", async () => {
    expect(
      await source.read(request("Subject: hello\r\n\r\nOn holiday", { headers: { authorization: `Bearer ${secret}` } })),
    ).toEqual([])
  })
})

it("knows no source that is not configured", () => {
  expect([...receiptSources(receiptOptions.parse({})).keys()]).toEqual([])
})
