import { createCipheriv, createHash, createPublicKey, createSign } from "node:crypto"
import { shortReference } from "../../services/providers/session-reference"
import {
  eventName,
  moneyOnly,
  UnspokenEventError,
  type Dialect,
  type TestMoneyEvent,
  type TestPaymentEvent,
  type TestRefundEvent,
} from "../dialect"
import { wechatpayTestKeys } from "../keys/wechatpay"
import { jsonBody, unixSeconds } from "./json-body"

export interface WechatpayCredentials {
  /** The merchant number and the appid that payments are reported for. */
  readonly mchid: string
  readonly appid: string
  /** The merchant's APIv3 key, 32 characters: what events are encrypted with. */
  readonly apiV3Key: string
  /** WeChat Pay's private key, in PEM form: what calls are signed with. */
  readonly privateKey: string
  /** What `Wechatpay-Serial` names: the serial of the key's certificate, or its `PUB_KEY_ID_…`. */
  readonly serial: string
}

/** An event before it is encrypted: `original_type` and `resource` go into the envelope's `resource`. */
export interface WechatpayContent {
  readonly original_type?: unknown
  readonly associated_data?: unknown
  readonly resource?: unknown
  readonly [field: string]: unknown
}

const hexOf = (data: string | Buffer, length: number) => createHash("sha256").update(data).digest("hex").slice(0, length)

/**
 * The body WeChat Pay sends for an event: its resource encrypted. The nonce follows from the content, so that equal contents make
 * equal bodies; nobody may encrypt like that outside of tests.
 */
export function wechatpayBody(
  { original_type, associated_data, resource, ...envelope }: WechatpayContent,
  { apiV3Key }: Pick<WechatpayCredentials, "apiV3Key">,
): Buffer {
  const plaintext = JSON.stringify(resource) ?? ""
  const nonce = hexOf(JSON.stringify(envelope) + plaintext, 12)
  const aad = typeof associated_data === "string" ? associated_data : String(original_type ?? "")
  const cipher = createCipheriv("aes-256-gcm", apiV3Key, nonce).setAAD(Buffer.from(aad))
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()])
  const encrypted = {
    original_type,
    algorithm: "AEAD_AES_256_GCM",
    ciphertext: sealed.toString("base64"),
    associated_data: aad,
    nonce,
  }
  return jsonBody({ ...envelope, resource_type: "encrypt-resource", resource: encrypted })
}

/** The headers WeChat Pay sends with a body, signed as of `at`. */
export function wechatpayHeaders(
  body: Buffer,
  { privateKey, serial }: Pick<WechatpayCredentials, "privateKey" | "serial">,
  at: Date,
): Record<string, string> {
  const timestamp = String(unixSeconds(at))
  const nonce = hexOf(body, 32)
  const signer = createSign("RSA-SHA256").update(`${timestamp}\n${nonce}\n`).update(body).update("\n")
  return {
    "content-type": "application/json",
    "request-id": `${nonce.slice(0, 16)}-0`,
    "wechatpay-nonce": nonce,
    "wechatpay-serial": serial,
    "wechatpay-signature": signer.sign(privateKey, "base64"),
    "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
    "wechatpay-timestamp": timestamp,
  }
}

/** The PEM text of a private key's public half, as an account lists it. */
export const wechatpayPublicKey = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString()

/** WeChat Pay writes Beijing time. */
const beijing = (at: Date): string => `${new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`

/** An order number has at most 32 characters: a session goes without its `payses_`. */
const orderNumber = ({ sessionId, paymentId }: TestMoneyEvent): string => (sessionId ? shortReference(sessionId) : paymentId)

function payment(event: TestPaymentEvent, { mchid, appid }: WechatpayCredentials): WechatpayContent {
  const { state, sessionId, paymentId, amount, currency, occurredAt } = event
  const paid = state === "captured"
  return {
    event_type: paid ? "TRANSACTION.SUCCESS" : "TRANSACTION.FAIL",
    summary: paid ? "支付成功" : "扣款失败",
    original_type: "transaction",
    resource: {
      mchid,
      appid,
      out_trade_no: orderNumber(event),
      transaction_id: paymentId,
      trade_type: "JSAPI",
      trade_state: paid ? "SUCCESS" : "PAYERROR",
      bank_type: "OTHERS",
      attach: sessionId ?? "",
      success_time: beijing(occurredAt),
      payer: { openid: "oTestPayer" },
      amount: { total: amount, payer_total: amount, currency, payer_currency: currency },
    },
  }
}

function refund(event: TestRefundEvent, { mchid }: WechatpayCredentials): WechatpayContent {
  const { state, paymentId, refundId, reference, amount, capturedAmount, reasonCode, occurredAt } = event
  const refunded = state === "succeeded"
  const status = refunded ? "SUCCESS" : reasonCode === "CLOSED" ? "CLOSED" : "ABNORMAL"
  return {
    event_type: `REFUND.${status}`,
    summary: refunded ? "退款成功" : "退款异常",
    original_type: "refund",
    resource: {
      mchid,
      out_trade_no: orderNumber(event),
      transaction_id: paymentId,
      out_refund_no: reference ?? `R-${refundId}`,
      refund_id: refundId,
      refund_status: status,
      ...(refunded && { success_time: beijing(occurredAt) }),
      user_received_account: "支付用户零钱",
      amount: { total: capturedAmount, refund: amount, payer_total: capturedAmount, payer_refund: amount },
    },
  }
}

function content(event: TestMoneyEvent, credentials: WechatpayCredentials): WechatpayContent {
  if (event.subject === "refund") return refund(event, credentials)
  if (event.subject !== "dispute") return payment(event, credentials)
  return {
    event_type: "COMPLAINT.CREATE",
    summary: "产生新投诉",
    original_type: "complaint",
    resource: { complaint_id: event.disputeId, action_type: "CREATE_COMPLAINT" },
  }
}

const SPEAKS = ["payment.captured", "payment.failed", "refund.succeeded", "refund.failed", "dispute.opened"] as const

const EXAMPLE = { mchid: "1900000109", appid: "wxd678efh567hg6787", apiV3Key: "example-wechatpay-api-v3-key-32c" }

/**
 * WeChat Pay's notifications of API v3. It tells of no payment before it is paid (`payment.failed` comes from deductions only), its
 * refunds have no sum and no currency but yuan, and a complaint's event does not name the payment.
 */
export const wechatpayDialect: Dialect<WechatpayCredentials> = {
  provider: "wechatpay",
  currencies: ["CNY"],
  speaks: SPEAKS,
  sign(event, credentials, at) {
    const name = eventName(event)
    if (!SPEAKS.some((spoken) => spoken === name)) throw new UnspokenEventError("wechatpay", name)
    const envelope = { id: event.id, create_time: beijing(event.occurredAt) }
    const body = wechatpayBody({ ...envelope, ...content(moneyOnly("wechatpay", event), credentials) }, credentials)
    return { method: "POST", headers: wechatpayHeaders(body, credentials, at), body }
  },
  example() {
    const { privateKey, certificate, publicKeyId } = wechatpayTestKeys.first
    const { mchid, appid, apiV3Key } = EXAMPLE
    return {
      credentials: { ...EXAMPLE, privateKey, serial: publicKeyId },
      options: {
        mchid,
        appids: [appid],
        apiV3Keys: [apiV3Key],
        publicKeys: [{ id: publicKeyId, pem: wechatpayPublicKey(privateKey) }],
        platformCertificates: [certificate],
      },
    }
  },
}
