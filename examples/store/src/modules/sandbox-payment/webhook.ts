import { MedusaError } from "@medusajs/framework/utils"
import { verifySandboxSignature } from "medusa-payment-notifications/testing"

/** A sandbox webhook's body; `amount` is integer minor units. */
export interface SandboxWebhook {
  readonly id: string
  readonly type: string
  readonly data: { readonly id: string; readonly session_id: string; readonly amount: number; readonly currency: string }
}

/** Checks the signature over the raw bytes and reads them; throws when they are not authentic. */
export function verifyWebhook(rawData: string | Buffer, headers: Record<string, unknown>, secrets: string[]): SandboxWebhook {
  const raw = Buffer.isBuffer(rawData) ? rawData : Buffer.from(rawData)
  const header = headers["x-sandbox-signature"]
  if (typeof header !== "string" || !verifySandboxSignature(raw, header, secrets)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The webhook's signature does not match its body")
  }
  return JSON.parse(raw.toString("utf8")) as SandboxWebhook
}
