// Loaded before the first test, whose time it would take.
import "@alicloud/dysmsapi20170525"
import { options as content } from "../../../services/notifications/content/__tests__/support"
import { dataFor, renderNotification } from "../../../services/notifications/content/render-notification"
import { sampleOf } from "../../../services/notifications/content/samples"
import type { SmsOptions } from "../options"
import { SmsNotificationService } from "../service"
import { failureOf } from "./failure-of"
import { fakeAliyun } from "./fakes/aliyun"

const FACT = "payment.captured"

let aliyun: Awaited<ReturnType<typeof fakeAliyun>>
beforeAll(async () => {
  aliyun = await fakeAliyun({ LTAI5tFake: "the secret" }, { SMS_1: ["amount", "order"] })
})
afterAll(() => aliyun.close())
beforeEach(() => void (aliyun.messages.length = 0))

const provider = () =>
  new SmsNotificationService({}, {
    driver: "aliyun",
    accessKeyId: "LTAI5tFake",
    accessKeySecret: "the secret",
    signName: "阿里云短信测试",
    endpoint: aliyun.url,
    templates: { [FACT]: { code: "SMS_1", params: ["amount", "order", "shop"] } },
  } as SmsOptions)

/** Sends the plugin's message about a captured payment, in the form in which Medusa gives it to the provider. */
async function send(locale: string, change: object = {}) {
  const data = { ...sampleOf(FACT), ...change }
  const input = { fact: FACT, audience: "customer", kind: "phone", locale, data, options: content } as const
  const rendered = (await renderNotification(input))!
  return provider().send({
    to: "+8613800138000",
    channel: "sms",
    template: FACT,
    content: rendered,
    data: { ...data, ...dataFor("phone", rendered) },
  })
}

it.each([
  ["zh-CN", "€1,249.50"],
  ["de", "1.249,50\u00a0€"],
])("fills an approved template with the sum and the number as a reader of %s writes them", async (locale, amount) => {
  await send(locale)
  expect(aliyun.messages).toMatchObject([{ TemplateParam: { amount, order: "1042", shop: "Ada’s Mugs" } }])
})

it("fails without a value, and does not use the outbox's sum in minor units instead", async () => {
  expect(await failureOf(send("en", { currency_code: null }))).toMatchObject({ code: "missing_template_value" })
  expect(aliyun.messages).toEqual([])
})
