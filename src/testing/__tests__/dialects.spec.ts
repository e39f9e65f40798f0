import { offline } from "../../services/providers/__tests__/offline"
import { medusa } from "../../services/providers/medusa"
import type { ProviderContext } from "../../services/providers/provider"
import { providers } from "../../services/providers/registry"
import { PAYMENT_STATES } from "../../services/domain/states"
import type { TestPaymentEvent } from "../dialect"
import { dialects, verifySandboxSignature } from "../dialects"

const at = new Date("2025-06-01T12:00:00Z")
const whsk = `whsk_${Buffer.alloc(32, 7).toString("base64")}`
// The public key of the seed above, from OpenSSL.
const whpk = "whpk_6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw="
const whsec = `whsec_${Buffer.alloc(32, 7).toString("base64")}`

const cases = [
  ["stripe", dialects.stripe, { secret: "whsec_x" }, { signingSecrets: ["whsec_x"] }],
  ["standard-webhooks", dialects["standard-webhooks"], { secret: whsec }, { secrets: [whsec] }],
  ["standard-webhooks", dialects["standard-webhooks"], { secret: whsk }, { secrets: [whpk] }],
  ["hmac", dialects.hmac, { keyId: "k", secret: "s" }, { keys: [{ id: "k", secrets: ["s"] }] }],
  [
    "hmac",
    dialects.hmac,
    { keyId: "k", secret: "s", timestampHeader: "x-time" },
    { keys: [{ id: "k", secrets: ["s"] }], timestamp: { header: "X-Time" } },
  ],
] as const

describe.each(cases)("the %s dialect (%#)", (provider, dialect, credentials, options) => {
  it.each(PAYMENT_STATES)("writes payment.%s so that the room reads the same", async (state) => {
    const event: TestPaymentEvent = {
      id: "evt_1",
      state,
      sessionId: "payses_1",
      paymentId: "pay_1",
      amount: 2495,
      currency: "EUR",
      mode: "live",
      ...(state === "failed" ? { reasonCode: "lost_card" } : {}),
      occurredAt: at,
    }
    const { body, headers, method } = dialect.sign(event, credentials as never, at)
    const room = providers.get(provider)
    const context: ProviderContext<unknown> = {
      account: { id: "shop" },
      options: room?.options.parse(options),
      now: () => at,
      fetch: offline,
    }
    const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
    await room?.verify(request, context)
    const [parsed] = room?.parse(request, context) ?? []
    expect(parsed).toMatchObject({ id: "evt_1", occurredAt: at })
    expect(parsed && room?.normalize(parsed, context).facts).toEqual([
      expect.objectContaining({
        state,
        sessionId: "payses_1",
        providerPaymentId: "pay_1",
        amount: { minor: 2495n, currency: "EUR" },
        mode: "live",
        occurredAt: at,
      }),
    ])
    const [fact] = (parsed && room?.normalize(parsed, context).facts) ?? []
    if (state === "failed") expect(fact?.reasonCode).toBe("lost_card")
  })
})

describe("the sandbox dialect", () => {
  const event: TestPaymentEvent = {
    id: "evt_1",
    state: "captured",
    sessionId: "payses_1",
    paymentId: "sbx_1",
    amount: 2495,
    currency: "EUR",
    occurredAt: at,
  }
  const { body, headers } = dialects.sandbox.sign(event, { secret: "s1" }, at)
  const header = headers["x-sandbox-signature"]

  it("writes the documented body", () =>
    expect(JSON.parse(body.toString())).toEqual({
      id: "evt_1",
      object: "event",
      type: "payment.captured",
      created: 1748779200,
      data: { id: "sbx_1", session_id: "payses_1", amount: 2495, currency: "EUR", status: "captured" },
    }))

  it("is an event envelope for the medusa room", async () => {
    const request = { method: "POST", url: "/", headers, rawBody: body, receivedAt: at }
    const context = {
      account: { id: "shop" },
      options: medusa.options.parse({ paymentProvider: "pp_sandbox_sandbox" }),
      now: () => at,
      fetch: offline,
      readMedusaWebhook: async () => ({ action: "captured" }),
    }
    await medusa.verify(request, context)
    expect(medusa.parse(request, context).map(({ id }) => id)).toEqual(["evt_1"])
  })

  it("verifies with any of the secrets, and with no other", () => {
    expect(verifySandboxSignature(body, header, ["s0", "s1"])).toBe(true)
    expect(verifySandboxSignature(body, header, ["s0"])).toBe(false)
    expect(verifySandboxSignature(body, header, [])).toBe(false)
    expect(verifySandboxSignature(body.subarray(1), header, ["s1"])).toBe(false)
    for (const wrong of [undefined, "", "00", `${header}, ${header}`, header?.toUpperCase()])
      expect(verifySandboxSignature(body, wrong, ["s1"])).toBe(false)
  })
})
