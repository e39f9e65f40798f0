import { mollieHeaders } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

/** The payments that Mollie's API knows, for events that arrive without theirs. */
const api: typeof fetch = async (input, init) => {
  const { pathname } = new URL(String(input))
  const known = new Headers(init?.headers).get("authorization") === "Bearer test_fixturekey"
  if (!known || pathname !== "/v2/payments/tr_Fixture0000000009") return new Response("{}", { status: known ? 404 : 401 })
  return Response.json({
    resource: "payment",
    id: "tr_Fixture0000000009",
    mode: "test",
    amount: { currency: "EUR", value: "24.95" },
    metadata: { session_id: "payses_01JZZZZZZZZZZZZZZZZZZZZZZ1" },
    profileId: "pfl_Fixture001",
    status: "paid",
    paidAt: "2025-06-01T11:59:30+00:00",
  })
}

/** Signed next-gen webhooks; classic ones, which are not signed, have a specification of their own: mollie-classic.spec.ts. */
export const mollie: Harness = {
  provider: "mollie",
  secrets: { current: "current-secret", previous: "previous-secret", stranger: "stranger-secret" },
  options: (signingSecrets) => ({ signingSecrets, apiKeys: ["test_fixturekey"], profileIds: ["pfl_Fixture001"] }),
  deliver: inHeaders((body, secret) => mollieHeaders(body, { secret })),
  signatureHeaders: ["x-mollie-signature"],
  tells: {
    createdAt: ["occurredAt", "openedAt"],
    mode: ["mode"],
    profileId: ["contradictions"],
    "metadata.session_id": ["sessionId"],
    "reason.code": ["reasonCode"],
    "_embedded.*.mode": ["mode"],
    "_embedded.*.profileId": ["contradictions"],
    "_embedded.*.metadata": ["sessionId"],
    "_embedded.*.statusReason.code": ["reasonCode"],
    "_embedded.*.details.failureReason": ["reasonCode"],
    "_embedded.*.details.cardFingerprint": ["paymentMethodFingerprint"],
    "_embedded.*.reason.code": ["reasonCode"],
    "_embedded.*.createdAt": ["openedAt"],
  },
  fetch: api,
}
