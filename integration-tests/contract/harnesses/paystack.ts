import { paystackHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

export const paystack: Harness = {
  provider: "paystack",
  secrets: { current: "sk_test_current", previous: "sk_test_previous", stranger: "sk_test_stranger" },
  options: (secretKeys) => ({ secretKeys }),
  deliver: inHeaders((body, secretKey) => paystackHeaders(body, { secretKey })),
  signatureHeaders: ["x-paystack-signature"],
}
