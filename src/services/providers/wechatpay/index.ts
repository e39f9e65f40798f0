import { defineProvider } from "../provider"
import { normalizeWechatpay } from "./normalize"
import { wechatpayOptions } from "./options"
import { parseWechatpay } from "./parse"
import { canQueryWechatpay, queryWechatpay } from "./query"
import { wechatpayRedact } from "./redact"
import { refetchWechatpay } from "./refetch"
import { acknowledgeWechatpay, refuseWechatpay } from "./replies"
import { isV2Call, verifyV2Call } from "./v2/call"
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
      "dispute.under_review",
      "dispute.closed",
    ],
    acknowledgement: "204, empty; `SUCCESS` in XML to API v2",
    testedAgainst: "`wechatpay-axios-plugin` (npm), a vector of WeChat Pay's Go SDK",
  },
  setup: { events: [], page: "https://pay.weixin.qq.com/doc/v3/merchant/" },
  options: wechatpayOptions,
  secrets: ({ apiV3Keys, apiV2Keys = [], keys, merchant }) => ({
    apiV3Keys: apiV3Keys.length,
    apiV2Keys: apiV2Keys.length,
    publicKeys: keys.size,
    privateKey: merchant ? 1 : 0,
  }),
  redact: wechatpayRedact,
  keepHeaders: ["request-id", "wechatpay-serial", "wechatpay-timestamp"],
  requires: [
    "id",
    "event_type",
    // Authenticated beside the content.
    "associated_data",
    "resource.mchid",
    "resource.sp_mchid",
    "resource.out_trade_no",
    "resource.transaction_id",
    "resource.trade_state",
    "resource.amount.total",
    "resource.sub_orders.*.mchid",
    "resource.sub_orders.*.out_trade_no",
    "resource.sub_orders.*.transaction_id",
    "resource.sub_orders.*.trade_state",
    "resource.sub_orders.*.amount.total_amount",
    "resource.refund_id",
    "resource.refund_status",
    "resource.amount.refund",
    "resource.complaint_id",
    "resource.action_type",
    // Of a refund's notice of API v2.
    "return_code",
    "mch_id",
    "req_info.refund_id",
    "req_info.out_refund_no",
    "req_info.refund_status",
  ],
  verify: async (request, context) =>
    isV2Call(request) ? verifyV2Call(request, context.options) : verifyWechatpay(request, context),
  parse: parseWechatpay,
  refetch: refetchWechatpay,
  normalize: normalizeWechatpay,
  canQuery: canQueryWechatpay,
  query: queryWechatpay,
  acknowledge: acknowledgeWechatpay,
  refuse: refuseWechatpay,
})
