import { createSign, generateKeyPairSync } from "node:crypto"
import { ProviderUnavailableError } from "../../../domain/errors"
import { wechatpay } from ".."
import { at, callWith, contextWith, first, seal, second } from "./call"

const ORDER = "01JWPAYSES0000000000000001"
const PAYMENT = "4200000000202506010000000001"
const ID = "200201820250601080076610000"
const own = generateKeyPairSync("rsa", { modulusLength: 2048 })
const merchant = { privateKey: own.privateKey, serial: "7E57000000000000000000000000000000000B01" }

function eventOf(event_type: string, resource: object) {
  const envelope = { id: "EV-1", create_time: "2025-06-01T20:00:00+08:00", event_type }
  const body = seal(JSON.stringify(resource), envelope, { original_type: "complaint" })
  const [event] = wechatpay.parse(callWith(body, first, at), contextWith())
  if (!event) throw new Error("no event")
  return { ...event, payload: JSON.parse(JSON.stringify(event.payload)) as typeof event.payload }
}
const change = (action_type?: string) => eventOf("COMPLAINT.STATE_CHANGE", { complaint_id: ID, action_type })
const created = eventOf("COMPLAINT.CREATE", { complaint_id: ID, action_type: "CREATE_COMPLAINT" })

/** WeChat Pay's signed answer about a complaint. */
const answering =
  (complaint: unknown, asked: string[] = []): typeof fetch =>
  async (url) => {
    asked.push(String(url))
    const text = JSON.stringify(complaint)
    const signed = createSign("RSA-SHA256").update(`${at.getTime() / 1000}\nanswer-nonce\n${text}\n`)
    return new Response(text, {
      headers: {
        "wechatpay-timestamp": String(at.getTime() / 1000),
        "wechatpay-nonce": "answer-nonce",
        "wechatpay-serial": second.serial,
        "wechatpay-signature": signed.sign(second.privateKey, "base64"),
      },
    })
  }

const order = { transaction_id: PAYMENT, out_trade_no: ORDER, amount: 2495 }
const complaint = {
  complaint_id: ID,
  complaint_time: "2025-06-01T19:00:00+08:00",
  complaint_detail: "PLANTED",
  complaint_state: "PENDING",
  payer_phone: "PLANTED",
  payer_openid: "PLANTED",
  complaint_order_info: [order],
}

async function readAfterAsking(event: ReturnType<typeof eventOf>, fetching: typeof fetch) {
  const context = { ...contextWith({ merchant }), fetch: fetching }
  const asked = (await wechatpay.refetch?.(event, context)) ?? event
  expect(JSON.stringify(asked)).not.toContain("PLANTED")
  return wechatpay.normalize(asked, context)
}

const fact = {
  subject: "dispute",
  providerDisputeId: ID,
  sessionId: `payses_${ORDER}`,
  providerPaymentId: PAYMENT,
  amount: { minor: 2495n, currency: "CNY" },
  occurredAt: at,
  openedAt: new Date("2025-06-01T11:00:00Z"),
}

describe("a complaint", () => {
  it("names no payment: WeChat Pay is asked for it, and the event's own claim is never applied", () =>
    expect(wechatpay.normalize(created, contextWith({ merchant }))).toEqual({
      facts: [{ subject: "dispute", state: "opened", providerDisputeId: ID, occurredAt: at }],
      refetch: true,
    }))

  it("is put before a person where nobody can be asked: a dispute without a payment would reach nobody", () => {
    for (const event of [created, change("CONTINUE_COMPLAINT"), change("MERCHANT_CONFIRM_COMPLETE")]) {
      expect(wechatpay.normalize(event, contextWith())).toEqual({
        facts: [],
        unclear: { detail: expect.stringContaining(`complaint_id ${ID}`) },
      })
    }
  })

  it("becomes a dispute of the payment that WeChat Pay names", async () => {
    const asked: string[] = []
    expect(await readAfterAsking(created, answering(complaint, asked))).toEqual({ facts: [{ ...fact, state: "opened" }] })
    expect(asked).toEqual([`https://api.mch.weixin.qq.com/v3/merchant-service/complaints-v2/${ID}`])
  })

  it("is worth what the payer asks back, where that is said", async () => {
    const { facts } = await readAfterAsking(created, answering({ ...complaint, apply_refund_amount: 500 }))
    expect(facts[0]?.amount).toEqual({ minor: 500n, currency: "CNY" })
  })

  it.each([
    ["CREATE_COMPLAINT", "PENDING", "opened"],
    ["CONTINUE_COMPLAINT", "PROCESSING", "opened"],
    ["USER_APPLY_PLATFORM_SERVICE", "PROCESSING", "under_review"],
    ["MERCHANT_CONFIRM_COMPLETE", "PROCESSED", "closed"],
    ["CREATE_COMPLAINT", "PROCESSED", "closed"],
    ["MERCHANT_CONFIRM_COMPLETE", "PROCESSING", "opened"],
  ])("changed by %s and now %s is dispute.%s", async (action_type, complaint_state, state) =>
    expect(await readAfterAsking(change(action_type), answering({ ...complaint, complaint_state }))).toEqual({
      facts: [{ ...fact, state }],
    }),
  )

  it.each([
    "USER_RESPONSE",
    "MERCHANT_RESPONSE",
    "RESPONSE_BY_PLATFORM",
    "MERCHANT_REJECT_REFUND",
    "USER_CANCEL_PLATFORM_SERVICE",
  ])("is left as it was by %s, and nobody is asked", async (action_type) =>
    expect((await readAfterAsking(change(action_type), () => Promise.reject(new Error("asked")))).ignored).toContain(action_type),
  )

  it.each(["SELLER_REFUND", "REFUND_SUCCESS", "MERCHANT_APPROVE_REFUND", "PLATFORM_SERVICE_FINISHED", "OF_TOMORROW", undefined])(
    "changed by %s is put before a person, with its payment: money may go back",
    async (action_type) =>
      expect(await readAfterAsking(change(action_type), answering(complaint))).toEqual({
        facts: [],
        unclear: {
          detail: expect.stringContaining(`complaint_id ${ID}`),
          sessionId: `payses_${ORDER}`,
          providerPaymentId: PAYMENT,
          amount: { minor: 2495n, currency: "CNY" },
        },
      }),
  )

  it.each([
    ["several payments", { ...complaint, complaint_order_info: [order, { ...order, transaction_id: "2" }] }],
    ["no payment", { ...complaint, complaint_order_info: null }],
  ])("about %s is put before a person", async (_what, answer) =>
    expect(await readAfterAsking(created, answering(answer))).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining(ID) },
    }),
  )

  it("that WeChat Pay does not know is put before a person", async () => {
    const unknown: typeof fetch = async () => Response.json({ code: "RESOURCE_NOT_EXISTS" }, { status: 404 })
    expect(await readAfterAsking(created, unknown)).toEqual({ facts: [], unclear: { detail: expect.stringContaining(ID) } })
  })

  it("is asked for again when WeChat Pay does not answer, or did not sign", async () => {
    await expect(readAfterAsking(created, async () => new Response("", { status: 502 }))).rejects.toThrow(
      ProviderUnavailableError,
    )
    await expect(readAfterAsking(created, async () => Response.json(complaint))).rejects.toThrow(ProviderUnavailableError)
  })

  it("with a number that is none becomes no part of an address", async () => {
    const event = eventOf("COMPLAINT.CREATE", { complaint_id: "../x" })
    expect((await readAfterAsking(event, () => Promise.reject(new Error("asked")))).unclear).toBeDefined()
  })
})
