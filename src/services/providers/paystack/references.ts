import { readReference } from "../kit/session-reference"

interface Named {
  readonly reference: string
  readonly metadata?: { readonly session_id?: string } | undefined
}

/**
 * The ids of a payment. Its reference is the id that every event carries: refunds do not carry the transaction's number. The
 * session is in the metadata, or is the reference itself.
 */
export function referencesOf({ reference, metadata }: Named) {
  const sessionId = metadata?.session_id
  return {
    providerPaymentId: reference,
    ...readReference(reference),
    ...(sessionId && { sessionId }),
  }
}
