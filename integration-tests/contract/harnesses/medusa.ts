import type { MedusaWebhookReader } from "../../../src/services/providers/provider"
import { sandboxHeaders, verifySandboxSignature } from "../../../src/testing/dialects"
import { inHeaders, type Harness } from "./harness"

interface SandboxBody {
  readonly type: string
  readonly data: { readonly session_id?: string; readonly amount: number }
}

/** A payment provider that verifies like any real one, and answers in Medusa's words and major units. */
const reader =
  (secrets: readonly string[]): MedusaWebhookReader =>
  async (providerId, { data, rawData, headers }) => {
    if (providerId !== "pp_sandbox_sandbox") throw new Error(`there is no provider ${providerId}`)
    if (!verifySandboxSignature(rawData, headers["x-sandbox-signature"], secrets)) throw new Error("the signature does not match")
    const { type, data: payment } = data as unknown as SandboxBody
    return {
      action: type.slice("payment.".length),
      data: {
        session_id: payment.session_id,
        amount: { numeric: payment.amount / 100, raw: { value: (payment.amount / 100).toFixed(2) } },
      },
    }
  }

export const medusa: Harness = {
  provider: "medusa",
  secrets: { current: "current-secret", previous: "previous-secret", stranger: "stranger-secret" },
  options: () => ({ paymentProvider: "sandbox_sandbox" }),
  deliver: inHeaders((body, secret) => sandboxHeaders(body, { secret })),
  signatureHeaders: ["x-sandbox-signature"],
  tells: { "data.session_id": ["sessionId"], "data.amount": ["amount"] },
  reader,
}
