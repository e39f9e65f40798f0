import { defineProvider } from "../provider"
import { normalizeMollie } from "./normalize"
import { mollieOptions } from "./options"
import { parseMollie } from "./parse"
import { refetchMollie } from "./refetch"
import { verifyMollie } from "./verify"

/** Mollie's webhooks: signed next-gen events, or classic calls that name a payment to ask Mollie about. */
export const mollie = defineProvider({
  id: "mollie",
  about: {
    name: "Mollie",
    signature: "HMAC-SHA256, `X-Mollie-Signature`; classic: asked at Mollie",
    dedupe: "event id; classic: payment id and what Mollie answers",
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
      "dispute.opened",
      "dispute.closed",
      "dispute.won",
      "dispute.lost",
    ],
    acknowledgement: "200, empty",
    testedAgainst: "vectors computed by `openssl`",
  },
  setup: {
    events: [
      "payment.pending",
      "payment.authorized",
      "payment.paid",
      "payment.failed",
      "payment.canceled",
      "payment.expired",
      "refund.queued",
      "refund.pending",
      "refund.processing",
      "refund.refunded",
      "refund.failed",
      "refund.canceled",
      "capture.succeeded",
      "chargeback.received",
      "chargeback.reversed",
      "dispute.created",
      "dispute.updated",
      "dispute.resolved",
    ],
    page: "https://docs.mollie.com/reference/webhooks",
  },
  options: mollieOptions,
  secrets: ({ signingSecrets = [], apiKeys = [] }) => ({ signingSecrets: signingSecrets.length, apiKeys: apiKeys.length }),
  // Only fields that are read are stored, and none of them is the buyer's.
  redact: [],
  requires: [
    "resource",
    "id",
    "type",
    "entityId",
    ...["resource", "id", "status", "amount", "amountCaptured", "paymentId"].map((field) => `_embedded.*.${field}`),
    // Of an entity without its envelope.
    ...["status", "amount", "paymentId", "reversedAt"],
  ],
  verify: verifyMollie,
  parse: parseMollie,
  refetch: refetchMollie,
  normalize: normalizeMollie,
})
