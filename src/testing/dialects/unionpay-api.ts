import { createPublicKey, verify } from "node:crypto"
import { unionPayNumberOf } from "../../services/providers/unionpay/amount"
import { readForm, type Fields } from "../../services/providers/unionpay/fields"
import { signedDigest } from "../../services/providers/unionpay/signed-bytes"
import type { GatewayTruth } from "../dialect"
import type { Reply, Routes } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"
import { UNIONPAY_TEST_CERTIFICATE, UNIONPAY_TEST_MERCHANT_KEY, UNIONPAY_TEST_PRIVATE_KEY } from "../keys/unionpay"
import { unionPaySigned, type UnionPayParameters } from "./unionpay-form"

/** The merchant of examples and of the gateway. */
export const UNIONPAY_TEST_MERCHANT = "777290058110048"

/** The kind of an order: a payment, an authorization, its completion (capture), a void, a refund. */
type Order = "P" | "A" | "C" | "V" | "R"

/** An order number in UnionPay's form, 8 to 40 letters and digits. Its last letter names the kind of the order to the API. */
export const unionPayOrderId = (id: string, order: Order): string =>
  `${id
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(-39)
    .padStart(7, "0")}${order}`

const credentials = { certificate: UNIONPAY_TEST_CERTIFICATE, privateKey: UNIONPAY_TEST_PRIVATE_KEY }

/** Unlike a notification, an answer is not percent-encoded. */
function answer(parameters: UnionPayParameters): Reply {
  const fields = [...unionPaySigned(parameters, credentials)]
  const body = fields.map(([name, value]) => `${name}=${value.toString()}`).join("&")
  return { status: 200, contentType: "text/html;charset=UTF-8", body }
}

const isSignedByMerchant = (fields: Fields): boolean =>
  verify(
    "RSA-SHA256",
    signedDigest(fields),
    createPublicKey(UNIONPAY_TEST_MERCHANT_KEY),
    Buffer.from(fields.get("signature")?.toString() ?? "", "base64"),
  )

/** The outcome of an order: a payment that was captured had been authorized, too. */
function origRespCode({ status, captured_amount }: GatewayPayment, order: Order): string {
  if (status === "captured" || captured_amount > 0 || (order === "A" && ["authorized", "canceled", "expired"].includes(status)))
    return "00"
  return status === "failed" ? "61" : "05"
}

/** The order under a number, and its amount: an authorization, or one of a payment's captures. */
function orderedUnder(orderId: string, payments: readonly GatewayPayment[]) {
  for (const payment of payments) {
    if (unionPayOrderId(payment.id, "A") === orderId) return { order: "A" as const, payment, amount: payment.amount }
    const capture = payment.captures.find(({ id }) => unionPayOrderId(id, "C") === orderId)
    if (capture) return { order: "C" as const, payment, amount: capture.amount }
    if (unionPayOrderId(payment.id, "C") === orderId) return { order: "C" as const, payment, amount: payment.amount }
  }
  return undefined
}

/** Answers `queryTrans.do` for the orders with which the dialect reports authorizations and captures. */
export const unionPayApi = (truth: GatewayTruth): Routes => ({
  "POST /gateway/api/queryTrans.do": ({ rawBody }) => {
    const fields = readForm(rawBody)
    const asked = (name: string): string => fields.get(name)?.toString() ?? ""
    const reported = { merId: asked("merId"), orderId: asked("orderId"), txnTime: asked("txnTime"), bizType: "000000" }
    if (!isSignedByMerchant(fields))
      return answer({ ...reported, txnType: "00", respCode: "11", respMsg: "the signature is wrong" })
    const ordered = orderedUnder(reported.orderId, truth.payments())
    if (!ordered) return answer({ ...reported, txnType: "00", respCode: "34", respMsg: "there is no such order" })
    const { order, payment, amount } = ordered
    return answer({
      ...reported,
      // A completion's own queryId is left out: only the notification has it, and the gateway does not store it.
      ...(order === "A" ? { txnType: "02", queryId: payment.id } : { txnType: "03", origQryId: payment.id }),
      txnSubType: "01",
      txnAmt: String(amount),
      currencyCode: unionPayNumberOf(payment.currency) ?? "999",
      respCode: "00",
      respMsg: "成功[0000000]",
      origRespCode: origRespCode(payment, order),
    })
  },
})
