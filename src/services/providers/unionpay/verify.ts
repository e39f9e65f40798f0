import type { ProviderContext, WebhookRequest } from "../provider"
import { readForm } from "./fields"
import type { UnionPayOptions } from "./options"
import { requireSignature } from "./signature"

/**
 * Verifies the form's `signature`, over the parameters' bytes. Throws SignatureVerificationError, and MalformedPayloadError for no form.
 */
export async function verifyUnionPay(
  { rawBody }: WebhookRequest,
  { options, now }: ProviderContext<UnionPayOptions>,
): Promise<void> {
  requireSignature(readForm(rawBody), options, now())
}
