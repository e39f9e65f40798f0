import { createHash } from "node:crypto"

/** Marks the payment collection of a payment that is refunded or voided, away from every cart and order. */
export const DETACHED = { payment_notifications: { detached: true } } as const

const hash = (...parts: string[]): string => createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 26)

/**
 * The id of the session that is made for a provider's payment which its own session cannot refund or void. It follows from the payment,
 * so that a repeated call finds the rows of the first.
 */
export const detachedSessionId = (sessionId: string, providerPaymentId: string | null): string =>
  `payses_${hash(sessionId, providerPaymentId ?? "")}`

/** The id of the payment collection into which a session is detached for a provider's payment. */
export const detachedCollectionId = (sessionId: string, providerPaymentId: string | null): string =>
  `pay_col_${hash("aside", sessionId, providerPaymentId ?? "")}`

interface Marked {
  readonly metadata?: Record<string, unknown> | null
}

/** Whether a payment collection carries the mark. */
export function isDetached(collection: Marked | null | undefined): boolean {
  const { payment_notifications: ours } = collection?.metadata ?? {}
  const { detached, aside } = (ours ?? {}) as { detached?: boolean; aside?: boolean }
  // 0.1 wrote `aside`.
  return Boolean(detached ?? aside)
}
