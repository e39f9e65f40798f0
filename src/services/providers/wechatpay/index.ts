import { defineProvider } from "../provider"
import { normalizeWechatpay } from "./normalize"
import { wechatpayOptions } from "./options"
import { parseWechatpay } from "./parse"
import { canQueryWechatpay, queryWechatpay } from "./query"
import { wechatpayRedact } from "./redact"
import { acknowledgeWechatpay, refuseWechatpay } from "./replies"
import { verifyWechatpay } from "./verify"

/** WeChat Pay's notifications of API v3 (微信支付): signed by the platform's RSA key, encrypted with the merchant's APIv3 key. */
export const wechatpay = defineProvider({
  id: "wechatpay",
  about: {
    name: "WeChat Pay (API v3)",
    signature: "RSA-SHA256 by serial, `Wechatpay-Signature`; AES-256-GCM inside",
    dedupe: "event id",
    reports: [
      "payment.pending",
      "payment.captured",
      "payment.failed",
      "payment.canceled",
      "refund.succeeded",
      "refund.failed",
      "dispute.opened",
    ],
    acknowledgement: "204, empty",
    testedAgainst: "`wechatpay-axios-plugin` (npm), a vector of WeChat Pay's Go SDK",
  },
  options: wechatpayOptions,
  redact: wechatpayRedact,
  keepHeaders: ["request-id", "wechatpay-serial", "wechatpay-timestamp"],
  verify: verifyWechatpay,
  parse: parseWechatpay,
  normalize: normalizeWechatpay,
  canQuery: canQueryWechatpay,
  query: queryWechatpay,
  acknowledge: acknowledgeWechatpay,
  refuse: refuseWechatpay,
})
