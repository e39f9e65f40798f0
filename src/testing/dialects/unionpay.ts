import { unionPayNumberOf } from "../../services/providers/unionpay/amount"
import { outcomeOf } from "../../services/providers/unionpay/outcome"
import { writeTime } from "../../services/providers/unionpay/time"
import { eventName, moneyOnly, UnspokenEventError, type Dialect, type TestMoneyEvent, type TestRefundEvent } from "../dialect"
import {
  UNIONPAY_TEST_CERTIFICATE,
  UNIONPAY_TEST_INTERMEDIATE,
  UNIONPAY_TEST_MERCHANT_KEY,
  UNIONPAY_TEST_PRIVATE_KEY,
  UNIONPAY_TEST_ROOT,
} from "../keys/unionpay"
import { UNIONPAY_TEST_MERCHANT, unionPayApi, unionPayOrderId as orderId } from "./unionpay-api"
import { unionPayForm, unionPayHeaders, unionPaySigned, type UnionPayCredentials, type UnionPayParameters } from "./unionpay-form"

/** The respCode that a test gives as reason, where it is one of a failure. */
const failure = ({ reasonCode }: TestMoneyEvent): string => (reasonCode && outcomeOf(reasonCode) === "failed" ? reasonCode : "61")

const success = ({ reasonCode }: TestMoneyEvent): string => (reasonCode === "A6" ? "A6" : "00")

/**
 * The transaction of an event. An operation on a payment has a queryId of its own, made from the event's id. The payment itself
 * has the payment's, so that UnionPay's one notification about it is the same event under whatever id.
 */
function transactionOf(event: TestMoneyEvent): UnionPayParameters {
  const { paymentId } = event
  const operation = { queryId: event.id, origQryId: paymentId }
  if (event.subject === "refund") return refundOf(event)
  if (event.subject === "dispute") throw new UnspokenEventError("unionpay", eventName(event))
  switch (event.state) {
    case "pending":
      return { txnType: "01", respCode: "05", queryId: paymentId, orderId: orderId(paymentId, "P") }
    case "failed":
      return { txnType: "01", respCode: failure(event), queryId: paymentId, orderId: orderId(paymentId, "P") }
    case "authorized":
      return { txnType: "02", respCode: success(event), queryId: paymentId, orderId: orderId(paymentId, "A") }
    case "captured":
      return { txnType: "03", respCode: success(event), ...operation, orderId: orderId(event.captureId ?? paymentId, "C") }
    case "canceled":
      return { txnType: "32", respCode: "00", ...operation, orderId: orderId(paymentId, "V") }
    default:
      throw new UnspokenEventError("unionpay", eventName(event))
  }
}

function refundOf(event: TestRefundEvent): UnionPayParameters {
  const respCode = { pending: "05", succeeded: "00", failed: failure(event) }[event.state]
  return { txnType: "04", respCode, queryId: event.refundId, origQryId: event.paymentId, orderId: orderId(event.refundId, "R") }
}

/**
 * UnionPay's back-end notifications.
 *
 * @example
 * ```ts
 * const { credentials, options } = unionPayDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = unionPayDialect.sign(event, credentials, new Date())
 * ```
 */
export const unionPayDialect: Dialect<UnionPayCredentials> = {
  provider: "unionpay",
  currencies: ["CNY"],
  speaks: [
    "payment.pending",
    "payment.authorized",
    "payment.captured",
    "payment.failed",
    "payment.canceled",
    "refund.pending",
    "refund.succeeded",
    "refund.failed",
  ],
  sign(reported, credentials) {
    const event = moneyOnly("unionpay", reported)
    const parameters = {
      ...transactionOf(event),
      txnSubType: event.subject === "refund" ? "00" : "01",
      bizType: "000201",
      accessType: "0",
      merId: UNIONPAY_TEST_MERCHANT,
      txnTime: writeTime(event.occurredAt),
      txnAmt: String(event.amount),
      currencyCode: unionPayNumberOf(event.currency) ?? "999",
      ...(event.sessionId !== undefined && { reqReserved: event.sessionId }),
    }
    return { method: "POST", headers: unionPayHeaders(), body: unionPayForm(unionPaySigned(parameters, credentials)) }
  },
  example: ({ apiUrl }) => ({
    credentials: { certificate: UNIONPAY_TEST_CERTIFICATE, privateKey: UNIONPAY_TEST_PRIVATE_KEY },
    options: {
      merchantId: UNIONPAY_TEST_MERCHANT,
      roots: [UNIONPAY_TEST_ROOT],
      intermediates: [UNIONPAY_TEST_INTERMEDIATE],
      query: { privateKey: UNIONPAY_TEST_MERCHANT_KEY, certId: "68759663125", apiUrl: `${apiUrl}/gateway/api/queryTrans.do` },
    },
  }),
  api: unionPayApi,
}
