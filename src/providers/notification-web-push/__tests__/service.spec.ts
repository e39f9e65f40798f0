import { Modules } from "@medusajs/framework/utils"
import webPush from "web-push"
import { createPushService, type PushService, type TestPushSubscription } from "../../../testing"
import { readSendFailure } from "../../../services/notifications/send-error"
import provider from ".."
import { WebPushNotificationService } from "../service"

const vapid = { subject: "mailto:ops@shop.example", ...webPush.generateVAPIDKeys() }

let push: PushService
let device: TestPushSubscription

beforeEach(async () => {
  push = createPushService()
  await push.listen()
  device = push.subscribe({ applicationServerKey: vapid.publicKey })
})

afterEach(() => push.close())

const open = (more: object = {}) => new WebPushNotificationService({}, { vapid, allowedHosts: ["127.0.0.1"], ...more })

const notification = (more: object = {}) => ({
  to: device.endpoint,
  channel: "push",
  template: "payment.captured",
  content: { subject: "Payment received", text: "Thank you for 25.00 €." },
  data: { url: "/orders/42", locale: "de-DE" },
  provider_data: { subscription: { keys: device.keys }, idempotency_key: "pnot_1" },
  ...more,
})

const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => undefined,
    (reason: Error) => reason,
  )
  return { ...readSendFailure(error?.message ?? ""), message: error?.message }
}

it("is a provider of Medusa's Notification Module", () => {
  expect(provider).toMatchObject({ module: Modules.NOTIFICATION, services: [WebPushNotificationService] })
  expect(WebPushNotificationService.identifier).toBe("notification-web-push")
})

it("sends a message that the device can decrypt and the push service can verify", async () => {
  const { id } = await open({ ttlSeconds: 60, urgency: "high" }).send(notification())
  const [message, ...others] = push.messages(device.endpoint)

  expect(others).toEqual([])
  expect(id).toBe(`${push.url}/messages/${message?.id}`)
  expect(message).toMatchObject({
    ttl: 60,
    urgency: "high",
    vapid: { aud: push.url, sub: vapid.subject, publicKey: vapid.publicKey },
  })
  expect(JSON.parse(message!.text)).toEqual({
    title: "Payment received",
    body: "Thank you for 25.00 €.",
    url: "/orders/42",
    tag: "pnot_1",
    lang: "de-DE",
    dir: "ltr",
  })
})

it("replaces a message that a device has not received yet by its repetition", async () => {
  const service = open()
  for (const key of ["pnot_1", "pnot_2", "pnot_1"]) {
    await service.send(notification({ provider_data: { subscription: { keys: device.keys }, idempotency_key: key } }))
  }
  const tags = push.pending(device.endpoint).map(({ text }) => (JSON.parse(text) as { tag: string }).tag)

  expect([push.messages(device.endpoint).length, tags]).toEqual([3, ["pnot_2", "pnot_1"]])
})

it("names neither tag nor topic when the sender names no key", async () => {
  await open().send(notification({ provider_data: { subscription: { keys: device.keys } }, data: null }))
  const [message] = push.messages(device.endpoint)

  expect([message?.topic, JSON.parse(message!.text)]).toEqual([
    null,
    { title: "Payment received", body: "Thank you for 25.00 €." },
  ])
})

it.each([
  [{ status: 404 }, { kind: "permanent", code: "gone" }],
  [{ status: 410 }, { kind: "permanent", code: "gone" }],
  [{ status: 413 }, { kind: "permanent", code: "too_large" }],
  [{ status: 400 }, { kind: "permanent", code: "rejected" }],
  [
    { status: 307, headers: { location: "http://127.0.0.1:1/" } },
    { kind: "permanent", code: "rejected" },
  ],
  [{ status: 401 }, { kind: "permanent", code: "auth_failed" }],
  [{ status: 403 }, { kind: "permanent", code: "auth_failed" }],
  [{ status: 429 }, { kind: "transient", code: "throttled" }],
  [
    { status: 429, headers: { "retry-after": "120" } },
    { kind: "transient", code: "throttled", retryAfterSeconds: 120 },
  ],
  [
    { status: 429, headers: { "retry-after": "Fri, 31 Dec 2100 23:59:59 GMT" } },
    { kind: "transient", code: "throttled", retryAfterSeconds: 86_400 },
  ],
  [{ status: 500 }, { kind: "transient", code: "unavailable" }],
  [
    { status: 503, headers: { "retry-after": "30" } },
    { kind: "transient", code: "unavailable", retryAfterSeconds: 30 },
  ],
  [{ status: "silent" as const }, { kind: "transient", code: "timeout" }],
])("understands %j", async (answer, failure) => {
  push.answer(device.endpoint, answer)
  expect(await failureOf(open({ timeout: 200 }).send(notification()))).toEqual({ ...failure, message: expect.any(String) })
})

it("distinguishes another shop's device from an unsubscribed and an unknown one", async () => {
  const other = push.subscribe({ applicationServerKey: webPush.generateVAPIDKeys().publicKey })
  const provider_data = { subscription: { keys: other.keys } }
  expect(await failureOf(open().send(notification({ to: other.endpoint, provider_data })))).toMatchObject({ code: "auth_failed" })
  push.unsubscribe(device.endpoint)
  expect(await failureOf(open().send(notification()))).toMatchObject({ code: "gone" })
  expect(await failureOf(open().send(notification({ to: `${push.url}/push/unknown` })))).toMatchObject({ code: "gone" })
})

it("passes on the reason of a refusal, without the endpoint and its secrets", async () => {
  push.answer(device.endpoint, { status: 403, body: `{"reason":"BadJwtToken"}\n at ${device.endpoint}` })
  const { message } = await failureOf(open().send(notification()))

  expect(message).toMatch(/^127\.0\.0\.1:\d+ answered 403: \{"reason":"BadJwtToken"\} at … \[permanent: auth_failed\]$/)
})

it("reports that nobody answers", async () => {
  await push.close()
  expect(await failureOf(open().send(notification()))).toMatchObject({ kind: "transient", code: "unreachable" })
  await push.listen()
})

it.each(["https://127.0.0.1/push", "https://[::1]/push", "http://push.example/push", "https://localhost/push", "nonsense"])(
  "does not call %s",
  async (to) => {
    expect(await failureOf(open({ allowedHosts: [] }).send(notification({ to })))).toMatchObject({
      kind: "permanent",
      code: "unsafe_endpoint",
    })
  },
)

it.each([
  undefined,
  {},
  { keys: { p256dh: "AAAA", auth: "BTBZMqHH6r4Tts7J_aSIgg" } },
  // Sixty-four bytes that no point of the curve has.
  { keys: { p256dh: Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]).toString("base64url"), auth: "BTBZMqHH6r4Tts7J_aSIgg" } },
])("refuses a subscription without proper keys (%#)", async (subscription) => {
  expect(await failureOf(open().send(notification({ provider_data: { subscription } })))).toMatchObject({
    kind: "permanent",
    code: "invalid_subscription",
  })
})
