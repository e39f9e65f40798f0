import { stripeHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

export const stripe: Harness = {
  provider: "stripe",
  secrets: { current: "whsec_current", previous: "whsec_previous", stranger: "whsec_stranger" },
  options: (signingSecrets) => ({ signingSecrets }),
  deliver: inHeaders((body, secret, at) => stripeHeaders(body, { secret }, at)),
  signatureHeaders: ["stripe-signature"],
  toleranceSeconds: 300,
  keepsPayload: true,
}
