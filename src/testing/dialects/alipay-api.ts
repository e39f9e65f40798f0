import { createPublicKey, sign, verify } from "node:crypto"
import { toMajor } from "../../services/domain/money"
import type { GatewayTruth } from "../dialect"
import type { Handler, Reply, Routes } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"
import { ALIPAY_TEST_APP_KEY, alipayTestKey } from "../keys/alipay"
import { signingKey } from "./signing-key"

/** `2025-06-01 20:00:00` in Beijing. */
export const beijing = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ")

/** The merchant's number of a trade: the session, where there is one. */
export const tradeNumber = (paymentId: string, sessionId: string | undefined): string => sessionId ?? `order_${paymentId}`

const APP_KEY = createPublicKey(ALIPAY_TEST_APP_KEY)

/** Every parameter but the signature, sorted by name. */
function isSignedByApp(parameters: URLSearchParams): boolean {
  const signed = [...parameters]
    .filter(([name, value]) => name !== "sign" && value !== "")
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const text = Buffer.from(signed.map(([name, value]) => `${name}=${value}`).join("&"))
  return verify("RSA-SHA256", text, APP_KEY, Buffer.from(parameters.get("sign") ?? "", "base64"))
}

/** An answer in Alipay's form, which signs the bytes of its first member. */
function answer(name: string, member: object): Reply {
  const text = JSON.stringify(member)
  const signature = sign("RSA-SHA256", Buffer.from(text), signingKey(alipayTestKey.privateKey)).toString("base64")
  return { status: 200, contentType: "text/html;charset=utf-8", body: `{"${name}":${text},"sign":"${signature}"}` }
}

const fine = (fields: object) => ({ code: "10000", msg: "Success", ...fields })
const NO_TRADE = { code: "40004", msg: "Business Failed", sub_code: "ACQ.TRADE_NOT_EXIST", sub_msg: "交易不存在" }

const yuan = (fen: number): string => toMajor(BigInt(fen), "CNY")

/** A trade that is paid stays so until it is refunded whole. One that nobody paid waits, or is closed. */
function trade({ id, session_id, status, amount, captures, captured_amount, refunded_amount }: GatewayPayment): object {
  const [paid] = captures
  const reported = { trade_no: id, out_trade_no: tradeNumber(id, session_id), buyer_logon_id: "138****0000" }
  if (!paid) {
    const ended = status === "expired" || status === "canceled"
    return fine({ ...reported, trade_status: ended ? "TRADE_CLOSED" : "WAIT_BUYER_PAY", total_amount: yuan(amount) })
  }
  const trade_status = refunded_amount >= captured_amount ? "TRADE_CLOSED" : "TRADE_SUCCESS"
  return fine({ ...reported, trade_status, total_amount: yuan(captured_amount), send_pay_date: beijing(new Date(paid.at)) })
}

/** For a refund that does not exist, Alipay answers with success and an empty result. */
function refund({ id, session_id, refunds, captured_amount }: GatewayPayment, number: string): object {
  const made = refunds.find((one) => (one.reference ?? one.id) === number)
  if (!made) return fine({})
  return fine({
    trade_no: id,
    out_trade_no: tradeNumber(id, session_id),
    out_request_no: number,
    total_amount: yuan(captured_amount),
    refund_amount: yuan(made.amount),
    ...(made.status === "succeeded" && { refund_status: "REFUND_SUCCESS", gmt_refund_pay: beijing(new Date(made.at)) }),
  })
}

/** Alipay's gateway, as far as trades and refunds are asked for. It really verifies the app's signature. */
export function alipayApi({ payments }: GatewayTruth): Routes {
  const gateway: Handler = ({ rawBody }) => {
    const parameters = new URLSearchParams(rawBody.toString())
    if (!isSignedByApp(parameters)) {
      return answer("error_response", { code: "40002", msg: "Invalid Arguments", sub_code: "isv.invalid-signature" })
    }
    const method = parameters.get("method") ?? ""
    const name = `${method.replaceAll(".", "_")}_response`
    const asked = JSON.parse(parameters.get("biz_content") ?? "{}") as Record<string, string>
    const found = payments().find(({ id, session_id }) =>
      asked.trade_no ? id === asked.trade_no : tradeNumber(id, session_id) === asked.out_trade_no,
    )
    if (!found) return answer(name, NO_TRADE)
    if (method === "alipay.trade.query") return answer(name, trade(found))
    if (method === "alipay.trade.fastpay.refund.query") return answer(name, refund(found, asked.out_request_no ?? ""))
    return answer("error_response", { code: "40002", msg: "Invalid Arguments", sub_code: "isv.invalid-method" })
  }
  return { "POST /gateway.do": gateway }
}
