import { parseSmsOptions } from "../options"

const ACCOUNT = `AC${"a".repeat(32)}`
const SECRET = "sssh-very-secret"
const twilio = { driver: "twilio", accountSid: ACCOUNT, authToken: SECRET, from: "+15005550006" }
const aliyun = {
  driver: "aliyun",
  accessKeyId: "LTAI5t",
  accessKeySecret: SECRET,
  signName: "店",
  templates: { "payment-captured": { code: "SMS_1" } },
}

it("takes Medusa's own channels, and fills in the defaults", () => {
  expect(parseSmsOptions({ ...twilio, channels: ["sms"] })).toMatchObject({ channels: ["sms"], timeoutMs: 10_000 })
  expect(parseSmsOptions(aliyun)).toMatchObject({
    endpoint: "https://dysmsapi.aliyuncs.com",
    templates: { "payment-captured": { code: "SMS_1", params: [] } },
  })
})

it("keeps the callback URL letter for letter, for it is signed", () => {
  const statusCallbackUrl = "https://shop.example/hooks/sms/"
  expect(parseSmsOptions({ ...twilio, statusCallbackUrl })).toMatchObject({ statusCallbackUrl })
})

it.each([
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["dysmsapi.ap-southeast-1.aliyuncs.com", "https://dysmsapi.ap-southeast-1.aliyuncs.com"],
])("takes the endpoint %s", (endpoint, url) => {
  expect(parseSmsOptions({ ...aliyun, endpoint })).toMatchObject({ endpoint: url })
})

it.each([
  [undefined, "driver"],
  [{ driver: "nexmo" }, "driver"],
  [{ ...twilio, accountSid: undefined }, "accountSid"],
  [{ ...twilio, accountSid: `SK${"a".repeat(32)}` }, "accountSid"],
  [{ ...twilio, authToken: undefined }, "authToken"],
  [{ ...twilio, authToken: `${SECRET}\n` }, "authToken"],
  [{ ...twilio, apiKey: `SK${"a".repeat(32)}`, apiSecret: SECRET }, "authToken"],
  [{ ...twilio, authToken: undefined, apiKey: `SK${"a".repeat(32)}` }, "apiSecret"],
  [{ ...twilio, from: undefined }, "from"],
  [{ ...twilio, messagingServiceSid: "shop" }, "messagingServiceSid"],
  [{ ...twilio, apiUrl: "http://api.example" }, "apiUrl"],
  [{ ...twilio, apiUrl: "https://api.example", edge: "dublin" }, "apiUrl"],
  [{ ...twilio, statusCallbackUrl: "https://shop.example/sms?a=1" }, "statusCallbackUrl"],
  [{ ...twilio, timeoutMs: 0 }, "timeoutMs"],
  [{ ...twilio, token: SECRET }, "token"],
  [{ ...aliyun, accessKeySecret: undefined }, "accessKeySecret"],
  [{ ...aliyun, signName: "" }, "signName"],
  [{ ...aliyun, endpoint: "http://dysmsapi.aliyuncs.com" }, "endpoint"],
  [{ ...aliyun, endpoint: "dysmsapi.aliyuncs.com/api" }, "endpoint"],
  [{ ...aliyun, templates: {} }, "templates"],
  [{ ...aliyun, templates: { a: { code: "paid" } } }, "templates.a.code"],
  [{ ...aliyun, templates: { a: { code: "SMS_1", params: ["order.id"] } } }, "templates.a.params.0"],
  [{ ...aliyun, from: "+15005550006" }, "from"],
])("stops the boot for %j, naming the option and repeating no secret: %s", (options, name) => {
  const parse = () => parseSmsOptions(options)
  expect(parse).toThrow("notification-sms: option")
  expect(parse).toThrow(name)
  expect(parse).not.toThrow(SECRET)
})
