import { defineProvider } from "../provider"
import { listPayPal } from "./list"
import { normalizePayPal } from "./normalize"
import { paypalOptions } from "./options"
import { parsePayPal } from "./parse"
import { canQueryPayPal, queryPayPal } from "./query"
import { paypalRedact } from "./redact"
import { refetchPayPal } from "./refetch"
import { verifyPayPal } from "./verify"

/** PayPal's REST webhooks about orders, payments (v2) and disputes. */
export const paypal = defineProvider({
  id: "paypal",
  about: {
    name: "PayPal",
    signature: "RSA-SHA256 over a CRC32 of the body, `Paypal-Transmission-Sig`; then the resource is read from PayPal",
    dedupe: "event id",
    reports: [
      "payment.pending",
      "payment.authorized",
      "payment.captured",
      "payment.failed",
      "payment.canceled",
      "payment.expired",
      "refund.pending",
      "refund.succeeded",
      "refund.failed",
      "dispute.warning",
      "dispute.opened",
      "dispute.under_review",
      "dispute.closed",
      "dispute.won",
      "dispute.lost",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "genuine signatures that PayPal's own samples publish",
  },
  setup: {
    events: [
      "PAYMENT.AUTHORIZATION.CREATED",
      "PAYMENT.AUTHORIZATION.VOIDED",
      "PAYMENT.CAPTURE.PENDING",
      "PAYMENT.CAPTURE.COMPLETED",
      "PAYMENT.CAPTURE.DENIED",
      "PAYMENT.CAPTURE.DECLINED",
      "PAYMENT.CAPTURE.REFUNDED",
      "PAYMENT.CAPTURE.REVERSED",
      "PAYMENT.REFUND.PENDING",
      "PAYMENT.REFUND.FAILED",
      "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
      "CHECKOUT.ORDER.VOIDED",
      "CUSTOMER.DISPUTE.CREATED",
      "CUSTOMER.DISPUTE.UPDATED",
      "CUSTOMER.DISPUTE.RESOLVED",
      "RISK.DISPUTE.CREATED",
    ],
    page: "https://developer.paypal.com/api/rest/webhooks/",
  },
  options: paypalOptions,
  secrets: ({ webhookIds }) => ({ webhookIds: webhookIds.length, clientSecret: 1 }),
  redact: paypalRedact,
  // Only the ids are needed to ask PayPal. The others decide the claim that is shown until it has answered.
  requires: [
    ...["id", "event_type", "resource.id", "resource.order_id", "resource.dispute_id"],
    ...["resource.status", "resource.dispute_outcome", "resource.dispute_life_cycle_stage"],
    ...["resource.expiration_time", "resource.update_time"],
  ],
  keepHeaders: ["paypal-transmission-id", "paypal-transmission-time"],
  verify: verifyPayPal,
  parse: parsePayPal,
  refetch: refetchPayPal,
  normalize: normalizePayPal,
  canQuery: canQueryPayPal,
  query: queryPayPal,
  list: listPayPal,
})
