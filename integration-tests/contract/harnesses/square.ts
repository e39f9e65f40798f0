import { squareHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

/** Not the URL of the suite's requests: the signed one comes from the options alone. */
export const notificationUrl = "https://shop.example/webhooks/payments/square"

export const square: Harness = {
  provider: "square",
  secrets: { current: "current-signature-key", previous: "previous-signature-key", stranger: "stranger-signature-key" },
  options: (signatureKeys) => ({ signatureKeys, notificationUrls: [notificationUrl], merchantId: "MLFIXTURE0001" }),
  deliver: inHeaders((body, signatureKey) => squareHeaders(body, { signatureKey, notificationUrl })),
  signatureHeaders: ["x-square-hmacsha256-signature"],
}
