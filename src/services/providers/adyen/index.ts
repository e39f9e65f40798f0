import { defineProvider } from "../provider"
import { normalizeAdyen } from "./normalize"
import { adyenOptions } from "./options"
import { parseAdyen } from "./parse"
import { verifyAdyen } from "./verify"

/** Adyen's standard webhooks, signed item by item, and its platform and management webhooks, signed in a header. */
export const adyen = defineProvider({
  id: "adyen",
  about: {
    name: "Adyen",
    signature: "HMAC-SHA256, `hmacSignature` in every item or `HmacSignature` header; basic auth on top",
    dedupe: "event code, PSP reference and success",
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
      "dispute.won",
      "dispute.lost",
    ],
    acknowledgement: "200, `[accepted]`",
    testedAgainst: "`@adyen/api-library` (npm)",
  },
  setup: {
    events: [
      "AUTHORISATION",
      "PENDING",
      "CAPTURE",
      "CAPTURE_FAILED",
      "CANCELLATION",
      "TECHNICAL_CANCEL",
      "CANCEL_OR_REFUND",
      "MANUAL_REVIEW_ACCEPT",
      "MANUAL_REVIEW_REJECT",
      "EXPIRE",
      "REFUND",
      "POSTPONED_REFUND",
      "REFUND_FAILED",
      "REFUNDED_REVERSED",
      "NOTIFICATION_OF_FRAUD",
      "REQUEST_FOR_INFORMATION",
      "NOTIFICATION_OF_CHARGEBACK",
      "CHARGEBACK",
      "INFORMATION_SUPPLIED",
      "PREARBITRATION_OPEN",
      "SCHEME_ARBITRATION",
      "CHARGEBACK_REVERSED",
      "PREARBITRATION_WON",
      "SCHEME_ARBITRATION_WON",
      "ISSUER_RESPONSE_TIMEFRAME_EXPIRED",
      "PREARBITRATION_LOST",
      "SCHEME_ARBITRATION_LOST",
      "SECOND_CHARGEBACK",
      "DISPUTE_DEFENSE_PERIOD_ENDED",
    ],
    page: "https://docs.adyen.com/development-resources/webhooks",
  },
  options: adyenOptions,
  secrets: ({ hmacKeys, basicAuth = [] }) => ({ hmacKeys: hmacKeys.length, basicAuth: basicAuth.length }),
  // The payload holds nothing that identifies a payer.
  redact: [],
  requires: [
    "live",
    // The eight signed fields, of which the signature is made.
    ...["pspReference", "originalReference", "merchantAccountCode", "merchantReference", "amount", "eventCode", "success"].map(
      (field) => `notificationItems.*.NotificationRequestItem.${field}`,
    ),
  ],
  verify: verifyAdyen,
  parse: parseAdyen,
  normalize: normalizeAdyen,
  // Adyen looks at the status nowadays; it used to look for this text.
  acknowledge: () => ({ status: 200, contentType: "text/plain", body: "[accepted]" }),
})
