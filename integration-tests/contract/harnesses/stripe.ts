import { stripeHeaders } from "../../../src/testing/dialects"
import { fixture } from "../support/fixtures"
import { inHeaders, type Harness } from "./harness"

const API = "https://api.stripe.com"

/** The fixtures in whose events Stripe's API finds the objects that the thin ones name. */
const KNOWN = ["captured", "charge-refunded-in-part"]

/** Stands in for Stripe's API: shows an object to who has the key. */
const api: typeof fetch = async (input, init) => {
  const { pathname, origin } = new URL(String(input))
  if (origin !== API || new Headers(init?.headers).get("authorization") !== "Bearer rk_test_contract") {
    return new Response("{}", { status: 401 })
  }
  for (const name of KNOWN) {
    const { object } = (JSON.parse(fixture("stripe", name).toString()) as { data: { object: { id: string } } }).data
    if (pathname.endsWith(`/${object.id}`)) return Response.json(object)
  }
  return new Response("{}", { status: 404 })
}

export const stripe: Harness = {
  provider: "stripe",
  secrets: { current: "whsec_current", previous: "whsec_previous", stranger: "whsec_stranger" },
  options: (signingSecrets) => ({ signingSecrets, apiKeys: ["rk_test_rotated", "rk_test_contract"] }),
  deliver: inHeaders((body, secret, at) => stripeHeaders(body, { secret }, at)),
  signatureHeaders: ["stripe-signature"],
  toleranceSeconds: 300,
  keepsPayload: true,
  fetch: api,
}
