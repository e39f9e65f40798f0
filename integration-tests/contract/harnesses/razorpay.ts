import { razorpayHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

export const razorpay: Harness = {
  provider: "razorpay",
  secrets: { current: "current-secret", previous: "previous-secret", stranger: "stranger-secret" },
  options: (webhookSecrets) => ({ webhookSecrets, accountIds: ["acc_Fixture00000001"] }),
  deliver: inHeaders((body, secret) => razorpayHeaders(body, { secret })),
  signatureHeaders: ["x-razorpay-signature"],
}
