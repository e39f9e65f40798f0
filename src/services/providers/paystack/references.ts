import { readReference } from "../kit/session-reference"

interface Named {
  readonly reference: string
  readonly metadata?: { readonly session_id?: string } | undefined
}

/**
 * How a payment is named. Its reference is the id that every event carries: refunds do not tell the transaction's number.
 * The session stands in the metadata, or is the reference itself.
 */
export function referencesOf({ reference, metadata }: Named) {
  const sessionId = metadata?.session_id
  return {
    providerPaymentId: reference,
    ...readReference(reference),
    ...(sessionId && { sessionId }),
  }
}
