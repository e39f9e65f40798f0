import { SignatureVerificationError } from "../../domain/errors"
import type { ProviderContext, WebhookRequest } from "../provider"
import { readForm, type Fields } from "./fields"
import type { UnionPayOptions } from "./options"
import { requireSignature } from "./signature"

/** From `verify` to `parse`: the very parameters whose signature holds. */
const verified = new WeakMap<WebhookRequest, Fields>()

/**
 * Verifies the form's `signature`, over the parameters' bytes. Throws SignatureVerificationError, and MalformedPayloadError for no form.
 */
export async function verifyUnionPay(request: WebhookRequest, { options, now }: ProviderContext<UnionPayOptions>): Promise<void> {
  verified.set(request, signedFields(request.rawBody, options, now()))
}

/** The parameters of a request, in the reading that was verified. */
export const fieldsOf = (request: WebhookRequest): Fields => verified.get(request) ?? readForm(request.rawBody)

/**
 * The parameters of a form whose signature holds. Where it does not hold with "+" as the form's space, a sender may not have encoded
 * it. Of the two readings only the one that UnionPay signed is ever read, so that no other text can pass for it.
 */
export function signedFields(body: Buffer, options: UnionPayOptions, now: Date): Fields {
  const fields = readForm(body)
  try {
    requireSignature(fields, options, now)
    return fields
  } catch (error) {
    const others = error instanceof SignatureVerificationError && body.includes("+") ? readForm(body, "plus") : fields
    if (!differ(fields, others)) throw error
    try {
      requireSignature(others, options, now)
    } catch {
      throw error
    }
    return others
  }
}

const differ = (fields: Fields, others: Fields): boolean =>
  fields !== others && [...fields].some(([name, value]) => others.get(name)?.equals(value) !== true)
