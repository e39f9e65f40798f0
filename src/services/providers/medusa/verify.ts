import { PaymentNotificationError, ProviderUnavailableError, SignatureVerificationError } from "../../domain/errors"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { MedusaOptions } from "./options"
import { readBody } from "./read-body"

/** A request together with the payment provider's reading of it. */
export interface VerifiedWebhook {
  readonly body: Record<string, unknown>
  readonly reading: unknown
}

/** From `verify` to `parse`: a payment provider verifies and reads in one call, which may cost a request to its API. */
const verified = new WeakMap<WebhookRequest, VerifiedWebhook>()

/** Lets the Medusa payment provider verify the webhook. Throws SignatureVerificationError when it refuses, with its error as the cause. */
export async function verifyThroughMedusa(request: WebhookRequest, context: ProviderContext<MedusaOptions>): Promise<void> {
  const { options, readMedusaWebhook } = context
  if (!readMedusaWebhook) throw new ProviderUnavailableError("Medusa's payment providers can be asked in the request only")
  const body = readBody(request)
  const payload = { data: body, rawData: request.rawBody, headers: { ...request.headers } }
  try {
    verified.set(request, { body, reading: await readMedusaWebhook(options.paymentProvider, payload) })
  } catch (cause) {
    if (cause instanceof PaymentNotificationError) throw cause
    throw new SignatureVerificationError(`${options.paymentProvider} refused the webhook; check its webhook secret`, { cause })
  }
}

/** The reading that `verify` got for this very request. Throws SignatureVerificationError when it has not been verified. */
export function verifiedWebhook(request: WebhookRequest): VerifiedWebhook {
  const webhook = verified.get(request)
  if (!webhook) throw new SignatureVerificationError("the request has not been verified; call verify before parse")
  return webhook
}
