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
  options: adyenOptions,
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
