import { stripeHeaders } from "../../../src/testing/dialects"
import { fixture } from "../support/fixtures"
import { inHeaders, type Harness } from "./harness"

const API = "https://api.stripe.com"

/** The fixtures in whose events Stripe's API finds the objects that the thin ones name. */
const KNOWN = ["captured", "charge-refunded-in-part"]

/** A charge's refunds, which Stripe shows when it is asked for them: one that went through, and one that is on its way. */
const refunds = {
  object: "list",
  data: [
    { id: "re_3RVtestFixture0009", object: "refund", amount: 995, created: 1748779401, currency: "eur", status: "succeeded" },
    { id: "re_3RVtestFixture0008", object: "refund", amount: 500, created: 1748779301, currency: "eur", status: "pending" },
  ],
  has_more: false,
}

/** Stands in for Stripe's API: shows an object to a caller with the key. */
const api: typeof fetch = async (input, init) => {
  const { pathname, origin, searchParams } = new URL(String(input))
  if (origin !== API || new Headers(init?.headers).get("authorization") !== "Bearer rk_test_contract") {
    return new Response("{}", { status: 401 })
  }
  for (const name of KNOWN) {
    const { object } = (JSON.parse(fixture("stripe", name).toString()) as { data: { object: { id: string } } }).data
    if (pathname.endsWith(`/${object.id}`)) return Response.json(searchParams.has("expand[]") ? { ...object, refunds } : object)
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
