import { stripeHeaders } from "../../../src/testing/dialects"
import { fixture } from "../support/fixtures"
import { inHeaders, type Harness } from "./harness"

const API = "https://api.stripe.com"

/** The fixtures in whose events Stripe's API finds the objects that the thin ones name. */
const KNOWN = ["captured", "charge-refunded-in-part", "review-approved", "review-refunded-as-fraud", "review-redacted"]

const objectOf = (name: string): { id: string } =>
  (JSON.parse(fixture("stripe", name).toString()) as { data: { object: { id: string } } }).data.object

/** A charge's refunds, which Stripe shows when it is asked for them: one that went through, and one that is on its way. */
const refunds = {
  object: "list",
  data: [
    { id: "re_3RVtestFixture0009", object: "refund", amount: 995, created: 1748779401, currency: "eur", status: "succeeded" },
    { id: "re_3RVtestFixture0008", object: "refund", amount: 500, created: 1748779301, currency: "eur", status: "pending" },
  ],
  has_more: false,
}

/** A field that Stripe shows when it is asked for it. */
function expanded(field: string | null): object {
  if (field === "refunds") return { refunds }
  return field === "payment_intent" ? { payment_intent: { ...objectOf("captured"), review: null } } : {}
}

/** Stands in for Stripe's API: shows an object to a caller with the key. */
const api: typeof fetch = async (input, init) => {
  const { pathname, origin, searchParams } = new URL(String(input))
  if (origin !== API || new Headers(init?.headers).get("authorization") !== "Bearer rk_test_contract") {
    return new Response("{}", { status: 401 })
  }
  for (const name of KNOWN) {
    const object = objectOf(name)
    if (pathname.endsWith(`/${object.id}`)) return Response.json({ ...object, ...expanded(searchParams.get("expand[]")) })
  }
  return new Response("{}", { status: 404 })
}

const cardOf = (place: string) => [
  [`${place}.brand`, ["brand"]],
  [`${place}.last4`, ["last4"]],
  [`${place}.exp_month`, ["expiresOn"]],
  [`${place}.exp_year`, ["expiresOn"]],
]

export const stripe: Harness = {
  provider: "stripe",
  secrets: { current: "whsec_current", previous: "whsec_previous", stranger: "whsec_stranger" },
  options: (signingSecrets) => ({ signingSecrets, apiKeys: ["rk_test_rotated", "rk_test_contract"] }),
  deliver: inHeaders((body, secret, at) => stripeHeaders(body, { secret }, at)),
  signatureHeaders: ["stripe-signature"],
  toleranceSeconds: 300,
  tells: {
    created: ["occurredAt"],
    "data.object.created": ["madeAt", "openedAt"],
    "data.object.metadata.session_id": ["sessionId"],
    "data.object.client_reference_id": ["sessionId", "merchantReference"],
    "data.object.amount_total": ["amount"],
    "data.object.cancellation_reason": ["state", "reasonCode"],
    "data.object.last_payment_error.code": ["reasonCode"],
    "data.object.last_payment_error.decline_code": ["reasonCode"],
    "data.object.last_payment_error.payment_method.card.fingerprint": ["paymentMethodFingerprint"],
    "data.object.payment_method_details.card.fingerprint": ["paymentMethodFingerprint"],
    "data.object.review": ["underReview"],
    "data.object.failure_reason": ["reasonCode"],
    "data.object.evidence_details.due_by": ["evidenceDueBy"],
    "data.object.fraud_type": ["reasonCode"],
    // The network has withdrawn nothing: nothing is left to do about the warning.
    "data.object.actionable": ["state"],
    "data.object.outcome.reason": ["reasonCode"],
    "data.object.customer": ["providerCustomerId"],
    ...Object.fromEntries(["data.object", "data.object.card"].flatMap(cardOf)),
  },
  fetch: api,
}
