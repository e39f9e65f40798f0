// Loaded before the first test, whose time it would take.
import "@alicloud/dysmsapi20170525"
import type { SmsOptions } from "../options"
import { SmsNotificationService } from "../service"
import { failureOf } from "./failure-of"
import { fakeAliyun } from "./fakes/aliyun"

const TO = "+8613800138000"

let aliyun: Awaited<ReturnType<typeof fakeAliyun>>
beforeAll(async () => {
  aliyun = await fakeAliyun({ LTAI5tFake: "the secret" }, { SMS_1: ["amount", "order"], SMS_2: [] })
})
afterAll(() => aliyun.close())
beforeEach(() => {
  aliyun.messages.length = 0
  aliyun.received.length = 0
})

const provider = (more: object = {}) =>
  new SmsNotificationService({}, {
    driver: "aliyun",
    accessKeyId: "LTAI5tFake",
    accessKeySecret: "the secret",
    signName: "阿里云短信测试",
    endpoint: aliyun.url,
    templates: {
      "payment-captured": { code: "SMS_1", params: ["amount", "order"] },
      "payment-failed": { code: "SMS_2" },
      "not-approved": { code: "SMS_9" },
      "lacks-a-variable": { code: "SMS_1", params: ["amount"] },
    },
    timeoutMs: 1_000,
    ...more,
  } as SmsOptions)

const notification = (more: object = {}) => ({
  to: TO,
  channel: "sms",
  template: "payment-captured",
  data: { amount: "24.95 元*!'()~", order: 7, secret: "not for the template" },
  provider_data: { idempotency_key: "pn_1" },
  ...more,
})

describe("sending", () => {
  it("fills the approved template with the values it names, as text, and returns the BizId", async () => {
    const { id } = await provider().send(notification())
    expect(aliyun.messages).toMatchObject([
      {
        BizId: id,
        PhoneNum: "13800138000",
        OutId: "pn_1",
        SignName: "阿里云短信测试",
        TemplateCode: "SMS_1",
        TemplateParam: { amount: "24.95 元*!'()~", order: "7" },
      },
    ])
    expect(aliyun.messages[0]!.TemplateParam).not.toHaveProperty("secret")
  })

  it("sends a template without variables", async () => {
    await provider().send(notification({ template: "payment-failed", data: null, provider_data: null }))
    expect(aliyun.messages).toMatchObject([{ TemplateCode: "SMS_2", TemplateParam: {}, OutId: undefined }])
  })

  it("writes numbers of other places without the plus", async () => {
    await provider().send(notification({ to: "+85251234567" }))
    expect(aliyun.messages).toMatchObject([{ PhoneNum: "85251234567" }])
  })
})

describe("failures before Alibaba Cloud is asked", () => {
  it.each([
    ["no E.164", { to: "13800138000" }, "invalid_recipient"],
    ["a fixed line of the mainland", { to: "+861068888888" }, "invalid_recipient"],
    ["no template", { template: "refund-succeeded" }, "unknown_template"],
    ["a template called as every object has one", { template: "constructor" }, "unknown_template"],
    ["a value that is missing", { data: { amount: "1" } }, "missing_template_value"],
    ["a value that is no text", { data: { amount: "1", order: { id: 7 } } }, "missing_template_value"],
  ])("%s", async (_, more, code) => {
    expect(await failureOf(provider().send(notification(more)))).toMatchObject({ kind: "permanent", code })
    expect(aliyun.received).toEqual([])
  })
})

describe("refusals of Alibaba Cloud", () => {
  it.each([
    ["the key", { accessKeyId: "LTAI5tOther" }],
    ["the signature", { accessKeySecret: "an old secret" }],
  ])("retries later after wrong credentials (%s), and repeats no secret", async (_, more) => {
    const failure = await failureOf(provider(more).send(notification()))
    expect(failure).toMatchObject({ kind: "transient", code: "auth_failed" })
    expect(failure.message).not.toMatch(/secret|LTAI|138/)
    expect(aliyun.received).toHaveLength(1)
  })

  it("distinguishes a wrong clock from wrong credentials", async () => {
    jest.spyOn(aliyun.clock, "now").mockReturnValueOnce(new Date(Date.now() + 3_600_000))
    expect(await failureOf(provider().send(notification()))).toMatchObject({ kind: "transient", code: "misconfigured" })
  })

  it("waits for a template's approval", async () => {
    const failure = await failureOf(provider().send(notification({ template: "not-approved" })))
    expect(failure).toMatchObject({ kind: "transient", code: "misconfigured" })
  })

  it("gives up on a template that needs more values than the options name", async () => {
    const failure = await failureOf(provider().send(notification({ template: "lacks-a-variable" })))
    expect(failure).toMatchObject({ kind: "permanent", code: "content_rejected" })
  })

  it.each([
    ["isv.MOBILE_NUMBER_ILLEGAL", "permanent", "invalid_recipient"],
    ["isv.BLACK_KEY_CONTROL_LIMIT", "permanent", "content_rejected"],
    ["isv.SOMETHING_NEW", "permanent", "rejected"],
    ["isv.BUSINESS_LIMIT_CONTROL", "transient", "throttled"],
    ["isv.AMOUNT_NOT_ENOUGH", "transient", "insufficient_balance"],
    ["isv.ACCOUNT_ABNORMAL", "transient", "account_suspended"],
    ["isp.RAM_PERMISSION_DENY", "transient", "auth_failed"],
    ["isp.SYSTEM_ERROR", "transient", "unavailable"],
  ])("reports %s as %s: %s", async (Code, kind, code) => {
    aliyun.next.push({ status: 200, json: { Code, Message: TO } })
    const failure = await failureOf(provider().send(notification()))
    expect(failure).toMatchObject({ kind, code })
    expect(failure.message).not.toContain(TO)
    expect(aliyun.received).toHaveLength(1)
  })

  it.each([
    [403, "Forbidden.RAM", "transient", "auth_failed"],
    [400, "InvalidAccessKeyId.Inactive", "transient", "auth_failed"],
    [400, "MissingSignName", "permanent", "rejected"],
    [503, "ServiceUnavailable", "transient", "unavailable"],
  ])("reports the gateway's %d %s as %s: %s", async (status, Code, kind, code) => {
    aliyun.next.push({ status, json: { Code, Message: "refused" } })
    expect(await failureOf(provider().send(notification()))).toMatchObject({ kind, code })
    expect(aliyun.received).toHaveLength(1)
  })

  it("reads when a busy gateway may be asked again, and does not ask by itself", async () => {
    const headers = { "x-acs-retry-after": "2500" }
    aliyun.next.push({ status: 400, json: { Code: "Throttling.User", Message: "busy" }, headers })
    expect(await failureOf(provider().send(notification()))).toMatchObject({ code: "throttled", retryAfterSeconds: 3 })
    expect(aliyun.received).toHaveLength(1)
  })
})

describe("a connection that fails", () => {
  it.each(["silent", "trickle"] as const)("does not wait for ever: %s", async (trouble) => {
    aliyun.next.push(trouble)
    const failure = await failureOf(provider({ timeoutMs: 500 }).send(notification()))
    expect(failure).toMatchObject({ kind: "transient", code: "timeout" })
    expect(aliyun.received).toHaveLength(1)
  })

  it("reports a connection that breaks", async () => {
    aliyun.next.push("cut")
    expect(await failureOf(provider().send(notification()))).toMatchObject({ kind: "transient", code: "unavailable" })
  })
})

describe("a second attempt", () => {
  const again = { provider_data: { idempotency_key: "pn_1", attempt: 2 } }

  it.each([0, 24])("finds the message that an earlier one has sent %d hours ago", async (hours) => {
    await provider().send(notification())
    const day = new Date(Date.now() + (8 - hours) * 3_600_000).toISOString().slice(0, 10).replaceAll("-", "")
    aliyun.messages[0] = { ...aliyun.messages[0]!, day }
    // The look-up returns no BizId.
    expect(await provider().send(notification(again))).toEqual({})
    expect(aliyun.messages).toHaveLength(1)
  })

  it("is not taken for another notification to the same number", async () => {
    await provider().send(notification({ provider_data: { idempotency_key: "pn_0" } }))
    await provider().send(notification(again))
    expect(aliyun.messages.map(({ OutId }) => OutId)).toEqual(["pn_0", "pn_1"])
  })

  it("goes out where the key may not read", async () => {
    aliyun.next.push({ status: 200, json: { Code: "isp.RAM_PERMISSION_DENY" } })
    await provider().send(notification(again))
    expect(aliyun.messages).toHaveLength(1)
  })

  it("waits where Alibaba Cloud cannot answer now", async () => {
    aliyun.next.push({ status: 503, json: { Code: "ServiceUnavailable" } })
    expect(await failureOf(provider().send(notification(again)))).toMatchObject({ kind: "transient", code: "unavailable" })
    expect(aliyun.messages).toHaveLength(0)
  })

  it("goes out without looking where it has no key", async () => {
    await provider().send(notification({ provider_data: { attempt: 2 } }))
    expect(aliyun.received).toHaveLength(1)
  })
})
