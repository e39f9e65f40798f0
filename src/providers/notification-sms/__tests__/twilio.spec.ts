// Loaded before the first test, whose time it would take.
import "twilio"
import type { SmsOptions } from "../options"
import { SmsNotificationService } from "../service"
import { failureOf } from "./failure-of"
import { ACCOUNT, API_KEY, fakeTwilio } from "./fakes/twilio"

const TO = "+14155550123"
const TEXT = "Order #7 is paid: 24.95 USD. Thank you!"
const SERVICE = `MG${"c".repeat(32)}`

let twilio: Awaited<ReturnType<typeof fakeTwilio>>
beforeAll(async () => {
  twilio = await fakeTwilio({ [ACCOUNT]: "the auth token", [API_KEY]: "the key's secret" })
})
afterAll(() => twilio.close())
beforeEach(() => {
  twilio.messages.length = 0
  twilio.received.length = 0
})

const provider = (more: object = {}) =>
  new SmsNotificationService({}, {
    driver: "twilio",
    accountSid: ACCOUNT,
    authToken: "the auth token",
    from: "+15005550006",
    apiUrl: twilio.url,
    timeoutMs: 1_000,
    ...more,
  } as SmsOptions)

const notification = (more: object = {}) => ({
  to: TO,
  channel: "sms",
  template: "payment-captured",
  content: { text: TEXT },
  ...more,
})

describe("sending", () => {
  it("sends the text, and returns the message's SID", async () => {
    const sent = await provider().send(notification())
    expect(twilio.messages).toMatchObject([{ sid: sent.id, to: TO, from: "+15005550006", body: TEXT }])
    expect(sent.id).toMatch(/^SM/)
  })

  it("signs in with an API key", async () => {
    await provider({ authToken: undefined, apiKey: API_KEY, apiSecret: "the key's secret" }).send(notification())
    expect(twilio.messages).toHaveLength(1)
  })

  it("leaves the sender to a Messaging Service", async () => {
    await provider({ from: undefined, messagingServiceSid: SERVICE }).send(notification())
    expect(twilio.messages).toMatchObject([{ from: null, messaging_service_sid: SERVICE }])
  })

  it("prefers the sender that the notification names", async () => {
    await provider().send(notification({ from: " SHOP " }))
    expect(twilio.messages).toMatchObject([{ from: "SHOP" }])
  })

  it("asks for receipts that name the notification", async () => {
    const statusCallbackUrl = "https://shop.example/hooks/sms"
    await provider({ statusCallbackUrl }).send(notification({ provider_data: { idempotency_key: "pn 1&2" } }))
    const form = new URLSearchParams(twilio.received[0]!.body.toString())
    expect(form.get("StatusCallback")).toBe("https://shop.example/hooks/sms?idempotency_key=pn%201%262")
  })
})

describe("failures", () => {
  it.each(["4155550123", "+0155550123", "+1 415 555 0123", "+12345678901234567", "", "buyer@example.com", "+1415555012３"])(
    "refuses %j as a recipient without asking Twilio",
    async (to) => {
      expect(await failureOf(provider().send(notification({ to })))).toMatchObject({
        kind: "permanent",
        code: "invalid_recipient",
      })
      expect(twilio.received).toEqual([])
    },
  )

  it("refuses a notification without a text", async () => {
    const failure = await failureOf(provider().send(notification({ content: { html: "<p>paid</p>" } })))
    expect(failure).toMatchObject({ kind: "permanent", code: "no_content" })
  })

  it("retries later after wrong credentials, and repeats none of them", async () => {
    const failure = await failureOf(provider({ authToken: "an old token" }).send(notification()))
    expect(failure).toMatchObject({ kind: "transient", code: "auth_failed" })
    expect(failure.message).not.toMatch(/an old token|4155550123/)
  })

  it("gives up on a customer who has opted out", async () => {
    twilio.unsubscribed.add("+14155550199")
    const failure = await failureOf(provider().send(notification({ to: "+14155550199" })))
    expect(failure).toMatchObject({ kind: "permanent", code: "unsubscribed" })
  })

  it("gives up on a text that is too long", async () => {
    const failure = await failureOf(provider().send(notification({ content: { text: "x".repeat(1601) } })))
    expect(failure).toMatchObject({ kind: "permanent", code: "content_rejected" })
  })

  it.each([
    [400, 21614, "permanent", "invalid_recipient"],
    [400, 21635, "permanent", "invalid_recipient"],
    [400, 21408, "permanent", "destination_not_allowed"],
    [400, 30003, "permanent", "unreachable"],
    [400, 30007, "permanent", "content_rejected"],
    [400, 21606, "transient", "misconfigured"],
    [400, 21611, "transient", "throttled"],
    [403, 20005, "transient", "account_suspended"],
    [403, 99999, "transient", "auth_failed"],
    [400, 99999, "permanent", "rejected"],
    [500, 20500, "transient", "unavailable"],
    [302, undefined, "transient", "unavailable"],
  ])("reports %d with error %s as %s: %s", async (status, code, kind, word) => {
    twilio.next.push({ status, json: { status, code, message: `to ${TO}` } })
    const failure = await failureOf(provider().send(notification()))
    expect(failure).toMatchObject({ kind, code: word })
    expect(failure.message).not.toContain(TO)
    expect(twilio.received).toHaveLength(1)
  })

  it.each([
    [429, "throttled"],
    [503, "unavailable"],
  ])("reads when a busy Twilio (%d) may be asked again, and does not ask by itself", async (status, code) => {
    twilio.next.push({ status, json: { status, code: 20429 }, headers: { "retry-after": "17" } })
    const failure = await failureOf(provider().send(notification()))
    expect(failure).toMatchObject({ kind: "transient", code, retryAfterSeconds: 17 })
    expect(failure.message).toMatch(/\[transient: \w+, retry after 17 s\]$/)
    expect(twilio.received).toHaveLength(1)
  })

  it("is throttled without a time where none is given", async () => {
    twilio.next.push({ status: 429, json: {} })
    const failure = await failureOf(provider().send(notification()))
    expect(failure.code).toBe("throttled")
    expect(failure).not.toHaveProperty("retryAfterSeconds")
  })

  it.each(["silent", "trickle"] as const)("does not wait for ever: %s", async (trouble) => {
    twilio.next.push(trouble)
    const failure = await failureOf(provider({ timeoutMs: 500 }).send(notification()))
    expect(failure).toMatchObject({ kind: "transient", code: "timeout" })
    expect(twilio.received).toHaveLength(1)
  })

  it("reports a connection that breaks", async () => {
    twilio.next.push("cut")
    expect(await failureOf(provider().send(notification()))).toMatchObject({ kind: "transient", code: "unavailable" })
  })
})

describe("a second attempt", () => {
  const again = { provider_data: { idempotency_key: "pn_1", attempt: 2 } }

  it("finds the message that an earlier one has sent", async () => {
    const { id } = await provider().send(notification())
    expect(await provider().send(notification(again))).toEqual({ id })
    expect(twilio.messages).toHaveLength(1)
  })

  it.each([
    ["another text", { content: { text: "Order #8 is paid." } }],
    ["another number", { to: "+14155550124" }],
  ])("is not taken for %s", async (_, other) => {
    await provider().send(notification(other))
    await provider().send(notification(again))
    expect(twilio.messages).toHaveLength(2)
  })

  it("is not taken for a message of days ago", async () => {
    jest.spyOn(twilio.clock, "now").mockReturnValueOnce(new Date(Date.now() - 25 * 3_600_000))
    await provider().send(notification())
    await provider().send(notification(again))
    expect(twilio.messages).toHaveLength(2)
  })

  it("goes out where Twilio refuses to answer", async () => {
    twilio.next.push({ status: 403, json: { code: 20003 } })
    await provider().send(notification(again))
    expect(twilio.messages).toHaveLength(1)
  })

  it("waits where Twilio cannot answer now", async () => {
    twilio.next.push({ status: 500, json: {} })
    expect(await failureOf(provider().send(notification(again)))).toMatchObject({ kind: "transient", code: "unavailable" })
    expect(twilio.messages).toHaveLength(0)
  })
})
