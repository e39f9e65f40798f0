import { createPublicKey, generateKeyPairSync, sign } from "node:crypto"
import { ProviderUnavailableError } from "../../../domain/errors"
import { alipayTestKey } from "../../../../testing/keys/alipay"
import { offline } from "../../kit/__tests__/offline"
import type { ProviderContext } from "../../provider"
import { alipay } from ".."
import type { AlipayOptions } from "../options"
import { formOf } from "./signed-form"

const APP_ID = "2021000000000001"
const SESSION = "payses_01JWFXTRE00000000000000001"
const TRADE_NO = "2025060122001400000000000001"
const DEPOSIT_BACK = "alipay.trade.refund.depositback.completed"
const app = generateKeyPairSync("rsa", { modulusLength: 2048 })
const options = {
  appId: APP_ID,
  alipayPublicKeys: [createPublicKey(alipayTestKey.privateKey).export({ type: "spki", format: "pem" })],
  privateKey: app.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
}

/** Alipay knows one refund, of 5.00; for any other it answers with an empty success. */
const answering: typeof fetch = async (_url, init) => {
  const { out_request_no } = JSON.parse(new URLSearchParams(String(init?.body)).get("biz_content") ?? "{}") as typeof content
  const known = { out_request_no, refund_amount: "5.00", refund_status: "REFUND_SUCCESS", gmt_refund_pay: "2025-06-02 09:15:00" }
  const member = JSON.stringify({ code: "10000", msg: "Success", ...(out_request_no === "refund-1" && known) })
  const signature = sign("RSA-SHA256", Buffer.from(member), alipayTestKey.privateKey).toString("base64")
  return new Response(`{"alipay_trade_fastpay_refund_query_response":${member},"sign":"${signature}"}`)
}

const contextWith = (changes: object = {}, fetching: typeof fetch = offline): ProviderContext<AlipayOptions> => ({
  account: { id: "alipay" },
  options: alipay.options.parse({ ...options, ...changes }),
  now: () => new Date("2025-06-02T12:00:00Z"),
  fetch: fetching,
})

const content = {
  trade_no: TRADE_NO,
  out_trade_no: SESSION,
  out_request_no: "refund-1",
  dback_status: "S",
  dback_amount: "3.00",
}

function eventOf(fields: Readonly<Record<string, string>>, context = contextWith()) {
  const rawBody = formOf({ app_id: APP_ID, notify_id: "n1", ...fields })
  const [event] = alipay.parse({ method: "POST", url: "/", headers: {}, rawBody, receivedAt: new Date() }, context)
  if (!event) throw new Error("no event")
  return { ...event, payload: JSON.parse(JSON.stringify(event.payload)) as typeof event.payload }
}

const depositBack = (changes: object = {}) =>
  eventOf({ msg_method: DEPOSIT_BACK, biz_content: JSON.stringify({ ...content, ...changes }) })

async function readAfterAsking(event: ReturnType<typeof eventOf>, context: ProviderContext<AlipayOptions>) {
  return alipay.normalize((await alipay.refetch?.(event, context)) ?? event, context)
}

describe("a bank's answer to a refund", () => {
  it("is no refund by itself: its sum may be a part, and Alipay is asked where it can be", () => {
    expect(alipay.normalize(depositBack(), contextWith())).toEqual({ facts: [], refetch: true })
    expect(alipay.normalize(depositBack(), contextWith({ privateKey: undefined }))).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringContaining("out_request_no refund-1, dback_status S"),
        sessionId: SESSION,
        providerPaymentId: TRADE_NO,
        amount: { minor: 300n, currency: "CNY" },
      },
    })
  })

  it.each(["S", "F"])("with dback_status %s becomes the refund that Alipay knows, with its whole sum", async (dback_status) => {
    expect(await readAfterAsking(depositBack({ dback_status }), contextWith({}, answering))).toEqual({
      facts: [
        expect.objectContaining({
          subject: "refund",
          state: "succeeded",
          sessionId: SESSION,
          providerPaymentId: TRADE_NO,
          merchantRefundReference: "refund-1",
          amount: { minor: 500n, currency: "CNY" },
        }),
      ],
    })
  })

  it("is put before a person when Alipay knows no such refund", async () => {
    const reading = await readAfterAsking(depositBack({ out_request_no: "refund-2" }), contextWith({}, answering))
    expect(reading).toEqual({ facts: [], unclear: expect.objectContaining({ sessionId: SESSION }) })
  })

  it("is tried again when Alipay does not answer", () =>
    expect(
      readAfterAsking(
        depositBack(),
        contextWith({}, async () => new Response("", { status: 502 })),
      ),
    ).rejects.toThrow(ProviderUnavailableError))

  it("that names no refund asks nobody but a person", async () => {
    const event = eventOf({ msg_method: DEPOSIT_BACK, biz_content: "4AOYHEQk1HB1PHN3M5Lg0g==" })
    expect(await readAfterAsking(event, contextWith())).toEqual({ facts: [], unclear: { detail: expect.any(String) } })
  })
})

describe("a notice about money that is no trade's", () => {
  it.each([
    "fund_auth_freeze",
    "fund_auth_unfreeze",
    "fund_auth_operation_cancel",
    "batch_refund_notify",
    "batch_trans_notify",
    "refund_of_tomorrow",
  ])("%s is put before a person with its sum", (notify_type) => {
    const fields = { notify_type, auth_no: "2025", out_order_no: SESSION, amount: "24.95", payer_user_id: "2088PLANTED" }
    const event = eventOf(fields)
    const { facts, unclear } = alipay.normalize(event, contextWith())
    expect(facts).toEqual([])
    expect(unclear?.detail).toContain(notify_type)
    expect(unclear).toMatchObject({ sessionId: SESSION, providerPaymentId: "2025", amount: { minor: 2495n, currency: "CNY" } })
    expect(JSON.stringify(event)).not.toContain("PLANTED")
  })

  it.each([
    "alipay.fund.trans.order.changed",
    "alipay.trade.order.settle.notify",
    "alipay.trade.settle.fail",
    "alipay.trade.settle.dishonoured",
    "alipay.open.mini.order.changed",
    "alipay.merchant.tradecomplain.changed",
    "alipay.security.risk.complaint.of.tomorrow",
  ])("%s is put before a person", (msg_method) =>
    expect(alipay.normalize(eventOf({ msg_method, biz_content: "{}" }), contextWith()).unclear?.detail).toContain(msg_method),
  )

  it.each([
    "dut_user_sign",
    "dut_user_unsign",
    "alipay.trade.settle.success",
    "alipay.open.auth.appauth.cancelled",
    "open_app_auth_notify",
    "alipay.user.certify.open.notify.completed",
  ])("%s says nothing new about money, and keeps nothing but its envelope", (msg_method) => {
    const event = eventOf({ msg_method, biz_content: '{"trade_no":"PLANTED"}', trade_no: "PLANTED", alipay_logon_id: "PLANTED" })
    expect(alipay.normalize(event, contextWith())).toEqual({ facts: [], ignored: expect.stringContaining(msg_method) })
    expect(JSON.stringify(event)).not.toContain("PLANTED")
  })
})
