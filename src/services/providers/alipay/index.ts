import { defineProvider } from "../provider"
import { refetchAlipay } from "./deposit-back"
import { normalizeAlipay } from "./normalize"
import { alipayOptions } from "./options"
import { parseAlipay } from "./parse"
import { canQueryAlipay, queryAlipay } from "./query"
import { alipayRedact } from "./redact"
import { verifyAlipay } from "./verify"

/** Alipay's asynchronous notices (open platform, mainland China). */
export const alipay = defineProvider({
  id: "alipay",
  about: {
    name: "Alipay (支付宝)",
    signature: "RSA2 (RSA-SHA256), the form's `sign`",
    dedupe: "`notify_id`",
    reports: ["payment.pending", "payment.captured", "payment.expired", "refund.succeeded"],
    acknowledgement: "200, `success`",
    testedAgainst: "`alipay-sdk` (npm)",
  },
  setup: { events: [], page: "https://opendocs.alipay.com" },
  options: alipayOptions,
  secrets: ({ keys, privateKey }) => ({ alipayPublicKeys: keys.length, privateKey: privateKey ? 1 : 0 }),
  redact: alipayRedact,
  requires: [
    "notify_id",
    // Each names the notice.
    "notify_type",
    "msg_method",
    "service",
    "app_id",
    "trade_no",
    "out_trade_no",
    "trade_status",
    "total_amount",
    "refund_fee",
    // A trade that is closed was paid, or has timed out.
    "gmt_payment",
  ],
  verify: verifyAlipay,
  parse: parseAlipay,
  refetch: refetchAlipay,
  normalize: normalizeAlipay,
  canQuery: canQueryAlipay,
  query: queryAlipay,
  // Exactly these seven bytes: anything else, even JSON or a line break, is a failure to Alipay, and it redelivers.
  acknowledge: () => ({ status: 200, contentType: "text/plain", body: "success" }),
  refuse: () => ({ contentType: "text/plain", body: "failure" }),
})
