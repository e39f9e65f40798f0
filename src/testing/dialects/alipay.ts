import { createPublicKey, sign } from "node:crypto"
import { toMajor } from "../../services/domain/money"
import { eventName, moneyOnly, UnspokenEventError, type Dialect, type TestMoneyEvent, type TestRefundEvent } from "../dialect"
import { ALIPAY_TEST_APP_KEY, alipayTestKey } from "../keys/alipay"
import { alipayApi, beijing, tradeNumber } from "./alipay-api"
import { signingKey } from "./signing-key"

/** `privateKey` (PEM) plays Alipay's own. `appId` and `sellerId` are those of the account that receives the notices. */
export interface AlipayCredentials {
  readonly privateKey: string
  readonly appId: string
  readonly sellerId: string
}

/** Turns a value into the bytes of the form's charset. */
export type Encode = (text: string) => Buffer

const utf8: Encode = (text) => Buffer.from(text)

const UNRESERVED = /[A-Za-z0-9*_.-]/

const formEncode = (bytes: Buffer): string =>
  Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte)
    if (character === " ") return "+"
    return UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`
  }).join("")

/**
 * The form Alipay sends for these fields, signed. `encode` has to match the `charset` among them. Service notices sign `sign_type`, too.
 *
 * @example
 * ```ts
 * const body = alipayForm({ notify_id: "n1", trade_status: "TRADE_SUCCESS", out_trade_no: "42" }, credentials)
 * ```
 */
export function alipayForm(
  fields: Readonly<Record<string, string>>,
  { privateKey }: Pick<AlipayCredentials, "privateKey">,
  encode: Encode = utf8,
): Buffer {
  const withType = { ...fields, sign_type: "RSA2" }
  const signed = Object.entries("msg_method" in fields ? withType : fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const text = encode(signed.map(([name, value]) => `${name}=${value}`).join("&"))
  const form = { ...withType, sign: sign("RSA-SHA256", text, signingKey(privateKey)).toString("base64") }
  const pairs = Object.entries(form).map(([name, value]) => `${formEncode(encode(name))}=${formEncode(encode(value))}`)
  return Buffer.from(pairs.join("&"))
}

/** The fields of the trade that differ from notice to notice. */
function news(event: TestMoneyEvent, time: string): Record<string, string> {
  switch (eventName(event)) {
    case "payment.pending":
      return { trade_status: "WAIT_BUYER_PAY" }
    case "payment.captured":
      return { trade_status: "TRADE_SUCCESS", gmt_payment: time }
    case "payment.expired":
      return { trade_status: "TRADE_CLOSED", gmt_close: time, refund_fee: "0.00" }
    case "refund.succeeded":
      return refundNews(event as TestRefundEvent, time)
    default:
      throw new UnspokenEventError("alipay", eventName(event))
  }
}

/** A refund of the remainder closes the trade. A partial refund is reported as one more success. */
function refundNews(
  { refundId, reference, capturedAmount, refundedTotal }: TestRefundEvent,
  time: string,
): Record<string, string> {
  const closed = refundedTotal >= capturedAmount
  return {
    trade_status: closed ? "TRADE_CLOSED" : "TRADE_SUCCESS",
    gmt_payment: time,
    gmt_refund: `${time}.000`,
    ...(closed ? { gmt_close: time } : {}),
    refund_fee: toMajor(BigInt(refundedTotal), "CNY"),
    out_biz_no: reference ?? refundId,
  }
}

function fieldsOf(event: TestMoneyEvent, { appId, sellerId }: AlipayCredentials, at: Date): Record<string, string> {
  const { id, sessionId, paymentId, amount, currency, occurredAt } = event
  if (currency.toUpperCase() !== "CNY")
    throw new UnspokenEventError("alipay", `${eventName(event)} in ${currency}; it pays in CNY`)
  const time = beijing(occurredAt)
  return {
    app_id: appId,
    auth_app_id: appId,
    buyer_id: "2088000000000001",
    buyer_logon_id: "138****0000",
    charset: "utf-8",
    gmt_create: time,
    notify_id: id,
    notify_time: beijing(at),
    notify_type: "trade_status_sync",
    out_trade_no: tradeNumber(paymentId, sessionId),
    seller_id: sellerId,
    subject: "订单 50% off & more",
    total_amount: toMajor(BigInt(event.subject === "refund" ? event.capturedAmount : amount), "CNY"),
    trade_no: paymentId,
    version: "1.0",
    ...news(event, time),
  }
}

/**
 * Alipay's notices about a trade, in UTF-8.
 *
 * @example
 * ```ts
 * const { credentials, options } = alipayDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = alipayDialect.sign(event, credentials, new Date())
 * ```
 */
export const alipayDialect: Dialect<AlipayCredentials> = {
  provider: "alipay",
  currencies: ["CNY"],
  speaks: ["payment.pending", "payment.captured", "payment.expired", "refund.succeeded"],
  sign: (event, credentials, at) => ({
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: alipayForm(fieldsOf(moneyOnly("alipay", event), credentials, at), credentials),
  }),
  example: ({ apiUrl }) => ({
    credentials: { privateKey: alipayTestKey.privateKey, appId: "2021000000000001", sellerId: "2088000000000002" },
    options: {
      appId: "2021000000000001",
      sellerIds: ["2088000000000002"],
      alipayPublicKeys: [createPublicKey(alipayTestKey.privateKey).export({ type: "spki", format: "pem" })],
      privateKey: ALIPAY_TEST_APP_KEY,
      ...(apiUrl && { gatewayUrl: `${apiUrl}/gateway.do` }),
    },
  }),
  api: alipayApi,
}
