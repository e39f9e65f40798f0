import { createPublicKey, verify } from "node:crypto"
import { shortReference } from "../../services/providers/kit/session-reference"
import type { GatewayTruth } from "../dialect"
import type { Call, Handler, Reply, Routes } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"
import { wechatpayTestKeys } from "../keys/wechatpay"
import { WECHATPAY_TEST_MERCHANT } from "../keys/wechatpay-merchant"
import { jsonBody } from "./json-body"
import { wechatpayHeaders } from "./wechatpay-headers"

/** The merchant of examples and of the gateway. */
export const EXAMPLE_MERCHANT = { mchid: "1900000109", appid: "wxd678efh567hg6787" } as const

/** An order number has at most 32 characters: a session goes without its `payses_`. */
export const orderNumber = (paymentId: string, sessionId: string | undefined): string =>
  sessionId ? shortReference(sessionId) : paymentId

/** The merchant's number of a refund. */
export const refundNumber = (refundId: string, reference: string | undefined): string => reference ?? `R-${refundId}`

/** WeChat Pay writes Beijing time. */
export const beijing = (at: Date): string => `${new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19)}+08:00`

const MERCHANT_KEY = createPublicKey(WECHATPAY_TEST_MERCHANT.privateKey)

function isSignedByMerchant(path: string, { headers }: Call): boolean {
  const [scheme, list = ""] = (headers.authorization ?? "").split(" ")
  const fields = new Map([...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value ?? ""]))
  const named = fields.get("mchid") === EXAMPLE_MERCHANT.mchid && fields.get("serial_no") === WECHATPAY_TEST_MERCHANT.serial
  const signed = ["GET", path, fields.get("timestamp"), fields.get("nonce_str"), "", ""].join("\n")
  const signature = Buffer.from(fields.get("signature") ?? "", "base64")
  return named && scheme === "WECHATPAY2-SHA256-RSA2048" && verify("RSA-SHA256", Buffer.from(signed), MERCHANT_KEY, signature)
}

/** An answer with WeChat Pay's signature, by the key that the question names. */
function answer(status: number, content: object, { headers }: Call): Reply {
  const { privateKey, serial, publicKeyId } = wechatpayTestKeys.first
  const body = jsonBody(content)
  const named = headers["wechatpay-serial"] === publicKeyId ? publicKeyId : serial
  const signed = wechatpayHeaders(body, { privateKey, serial: named }, new Date())
  return { status, body: body.toString(), contentType: "application/json", headers: signed }
}

function tradeState({ status, captures, refunds }: GatewayPayment): string {
  if (captures.length) return refunds.some((made) => made.status === "succeeded") ? "REFUND" : "SUCCESS"
  if (status === "failed") return "PAYERROR"
  return status === "canceled" || status === "expired" ? "CLOSED" : "NOTPAY"
}

function transaction(payment: GatewayPayment): object {
  const { id, session_id, amount, captured_amount, captures } = payment
  const [paid] = captures
  const total = paid ? captured_amount : amount
  return {
    ...EXAMPLE_MERCHANT,
    out_trade_no: orderNumber(id, session_id),
    trade_state: tradeState(payment),
    attach: session_id ?? "",
    ...(paid && { transaction_id: id, success_time: beijing(new Date(paid.at)), trade_type: "JSAPI", bank_type: "OTHERS" }),
    payer: { openid: "oTestPayer" },
    amount: { total, payer_total: total, currency: "CNY", payer_currency: "CNY" },
  }
}

const REFUND_STATUSES = { pending: "PROCESSING", succeeded: "SUCCESS", failed: "ABNORMAL" } as const

function refundOf(payments: readonly GatewayPayment[], number: string): object | undefined {
  for (const { id, session_id, captured_amount, refunds } of payments) {
    const made = refunds.find((one) => refundNumber(one.id, one.reference) === number)
    if (!made) continue
    return {
      refund_id: made.id,
      out_refund_no: number,
      transaction_id: id,
      out_trade_no: orderNumber(id, session_id),
      status: REFUND_STATUSES[made.status],
      ...(made.status === "succeeded" && { success_time: beijing(new Date(made.at)) }),
      amount: {
        total: captured_amount,
        refund: made.amount,
        payer_total: captured_amount,
        payer_refund: made.amount,
        currency: "CNY",
      },
    }
  }
  return undefined
}

/** A complaint as it stands now, with the payment that it is about. */
function complaintOf(payments: readonly GatewayPayment[], number: string): object | undefined {
  for (const { id, session_id, captured_amount, disputes } of payments) {
    const made = disputes.find((one) => one.id === number)
    if (!made) continue
    return {
      complaint_id: number,
      complaint_time: beijing(new Date(made.at)),
      complaint_detail: "发货问题",
      complaint_state: { opened: "PENDING", closed: "PROCESSED" }[made.status as string] ?? "PROCESSING",
      payer_openid: "oTestPayer",
      complaint_order_info: [{ transaction_id: id, out_trade_no: orderNumber(id, session_id), amount: captured_amount }],
      complaint_full_refunded: false,
      problem_type: "REFUND",
      apply_refund_amount: made.amount,
    }
  }
  return undefined
}

/** WeChat Pay's API, as far as payments, refunds and complaints are asked for. It really verifies the merchant's signature, and signs its answers. */
export function wechatpayApi({ payment, payments }: GatewayTruth): Routes {
  const merchant = `?mchid=${EXAMPLE_MERCHANT.mchid}`
  const asked =
    (place: string, query: string, code: string, find: (number: string) => object | undefined): Handler =>
    (call) => {
      const number = call.params.number ?? ""
      if (!isSignedByMerchant(`${place}/${encodeURIComponent(number)}${query}`, call)) {
        return answer(401, { code: "SIGN_ERROR", message: "错误的签名，验签失败" }, call)
      }
      const found = find(number)
      return found ? answer(200, found, call) : answer(404, { code, message: "不存在" }, call)
    }
  const byNumber = (number: string) => {
    const found = payments().find(({ id, session_id }) => orderNumber(id, session_id) === number)
    return found && transaction(found)
  }
  const byId = (id: string) => {
    const found = payment(id)
    return found?.captures.length ? transaction(found) : undefined
  }
  const [orders, ids] = ["/v3/pay/transactions/out-trade-no", "/v3/pay/transactions/id"]
  const [refunds, complaints] = ["/v3/refund/domestic/refunds", "/v3/merchant-service/complaints-v2"]
  return {
    [`GET ${orders}/:number`]: asked(orders, merchant, "ORDER_NOT_EXIST", byNumber),
    [`GET ${ids}/:number`]: asked(ids, merchant, "ORDER_NOT_EXIST", byId),
    [`GET ${refunds}/:number`]: asked(refunds, "", "RESOURCE_NOT_EXISTS", (number) => refundOf(payments(), number)),
    [`GET ${complaints}/:number`]: asked(complaints, "", "RESOURCE_NOT_EXISTS", (number) => complaintOf(payments(), number)),
  }
}
