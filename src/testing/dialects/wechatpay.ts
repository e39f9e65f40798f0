import { createCipheriv, createPublicKey } from "node:crypto"
import type { DisputeState } from "../../services/domain/facts"
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
import { WECHATPAY_TEST_MERCHANT } from "../keys/wechatpay-merchant"
import { jsonBody } from "./json-body"
import { beijing, EXAMPLE_MERCHANT, orderNumber, refundNumber, wechatpayApi } from "./wechatpay-api"
import { hexOf, wechatpayHeaders } from "./wechatpay-headers"

export { wechatpayHeaders }

export interface WechatpayCredentials {
  /** The merchant number and the appid that payments are reported for. */
  readonly mchid: string
  readonly appid: string
  /** The merchant's APIv3 key, 32 characters, which encrypts events. */
  readonly apiV3Key: string
  /** WeChat Pay's private key, in PEM form, which signs calls. */
  readonly privateKey: string
  /** The value of `Wechatpay-Serial`: the serial of the key's certificate, or its `PUB_KEY_ID_…`. */
  readonly serial: string
}

/** An event before it is encrypted: `original_type` and `resource` go into the envelope's `resource`. */
export interface WechatpayContent {
  readonly original_type?: unknown
  readonly associated_data?: unknown
  readonly resource?: unknown
  readonly [field: string]: unknown
}

/**
 * The body WeChat Pay sends for an event: its resource encrypted. The nonce follows from the content, so that equal contents make
 * equal bodies. Nobody may encrypt like that outside of tests.
 *
 * @example
 * ```ts
 * const body = wechatpayBody(content, credentials)
 * ```
 */
export function wechatpayBody(
  { original_type, associated_data, resource, ...envelope }: WechatpayContent,
  { apiV3Key }: Pick<WechatpayCredentials, "apiV3Key">,
): Buffer {
  const plaintext = JSON.stringify(resource) ?? ""
  const nonce = hexOf(JSON.stringify(envelope) + plaintext, 12)
  // A test may put anything into an event, also an object that has no text. An envelope without a text has an empty one here.
  const [aad = ""] = [associated_data, original_type].filter((value) => typeof value === "string")
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

/**
 * The PEM text of a private key's public half, in the form in which an account lists it.
 *
 * @example
 * ```ts
 * const options = { publicKeys: [{ id: credentials.serial, pem: wechatpayPublicKey(credentials.privateKey) }] }
 * ```
 */
export const wechatpayPublicKey = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString()

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
      out_trade_no: orderNumber(paymentId, sessionId),
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
  const { state, sessionId, paymentId, refundId, reference, amount, capturedAmount, reasonCode, occurredAt } = event
  const refunded = state === "succeeded"
  const status = refunded ? "SUCCESS" : reasonCode === "CLOSED" ? "CLOSED" : "ABNORMAL"
  return {
    event_type: `REFUND.${status}`,
    summary: refunded ? "退款成功" : "退款异常",
    original_type: "refund",
    resource: {
      mchid,
      out_trade_no: orderNumber(paymentId, sessionId),
      transaction_id: paymentId,
      out_refund_no: refundNumber(refundId, reference),
      refund_id: refundId,
      refund_status: status,
      ...(refunded && { success_time: beijing(occurredAt) }),
      user_received_account: "支付用户零钱",
      amount: { total: capturedAmount, refund: amount, payer_total: capturedAmount, payer_refund: amount },
    },
  }
}

/** The actions by which a complaint comes, is looked at by WeChat Pay's own people, and is settled. Nobody wins or loses one. */
const ACTIONS: Readonly<Partial<Record<DisputeState, string>>> = {
  opened: "CREATE_COMPLAINT",
  under_review: "USER_APPLY_PLATFORM_SERVICE",
  closed: "MERCHANT_CONFIRM_COMPLETE",
}

function content(event: TestMoneyEvent, credentials: WechatpayCredentials): WechatpayContent {
  if (event.subject === "refund") return refund(event, credentials)
  if (event.subject !== "dispute") return payment(event, credentials)
  const isNew = event.state === "opened"
  return {
    event_type: isNew ? "COMPLAINT.CREATE" : "COMPLAINT.STATE_CHANGE",
    summary: isNew ? "产生新投诉" : "投诉状态变化",
    original_type: "complaint",
    resource: { complaint_id: event.disputeId, action_type: ACTIONS[event.state] },
  }
}

const SPEAKS = [
  ...(["payment.captured", "payment.failed", "refund.succeeded", "refund.failed"] as const),
  ...(["dispute.opened", "dispute.under_review", "dispute.closed"] as const),
]

const EXAMPLE = { ...EXAMPLE_MERCHANT, apiV3Key: "example-wechatpay-api-v3-key-32c" }

/**
 * WeChat Pay's notifications of API v3. It reports no payment before it is paid (`payment.failed` comes from deductions only).
 * Its refunds have no sum and no currency but yuan, and a complaint's event does not name the payment.
 *
 * @example
 * ```ts
 * const { credentials, options } = wechatpayDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = wechatpayDialect.sign(event, credentials, new Date())
 * ```
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
  example({ apiUrl }) {
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
        privateKey: WECHATPAY_TEST_MERCHANT.privateKey,
        merchantSerial: WECHATPAY_TEST_MERCHANT.serial,
        ...(apiUrl && { apiUrl }),
      },
    }
  },
  api: wechatpayApi,
}
