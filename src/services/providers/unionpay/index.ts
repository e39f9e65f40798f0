import { defineProvider } from "../provider"
import { normalizeUnionPay } from "./normalize"
import { unionPayOptions } from "./options"
import { parseUnionPay } from "./parse"
import { queryUnionPay } from "./query"
import { verifyUnionPay } from "./verify"

/** UnionPay's back-end notifications (银联 全渠道, version 5.1.0). */
export const unionPay = defineProvider({
  id: "unionpay",
  about: {
    name: "UnionPay (银联, 5.1.0)",
    signature: "RSA-SHA256 by a certificate in the form that leads to a pinned root, or SHA-256 with a shared key",
    dedupe: "`queryId`, `txnType` and `respCode`",
    reports: [
      "payment.pending",
      "payment.authorized",
      "payment.captured",
      "payment.failed",
      "payment.canceled",
      "refund.pending",
      "refund.succeeded",
      "refund.failed",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "vectors computed by `openssl`",
  },
  setup: { events: [], page: "https://open.unionpay.com" },
  options: unionPayOptions,
  secrets: ({ scheme }): Record<string, number> =>
    scheme.signMethod === "01" ? { roots: scheme.roots.length } : { secureKeys: scheme.secureKeys.length },
  // The merchant's own field: a shop may have put anything there about its customer.
  redact: ["reqReserved"],
  requires: ["txnType", "merId", "orderId", "txnTime", "respCode", "queryId"],
  verify: verifyUnionPay,
  parse: parseUnionPay,
  refetch: queryUnionPay,
  normalize: normalizeUnionPay,
})
