/** Marks the payment collection of a payment that is refunded or voided, away from every cart and order. */
export const DETACHED = { payment_notifications: { detached: true } } as const

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
