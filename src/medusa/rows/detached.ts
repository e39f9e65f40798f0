/** Marks the payment collection of a payment that is given back, away from every cart and order. */
export const DETACHED = { payment_notifications: { detached: true } } as const

interface Marked {
  readonly metadata?: Record<string, unknown> | null
}

/** Whether a payment collection is such a one. */
export function isDetached(collection: Marked | null | undefined): boolean {
  const { payment_notifications: ours } = collection?.metadata ?? {}
  const { detached, aside } = (ours ?? {}) as { detached?: boolean; aside?: boolean }
  // As 0.1 wrote it.
  return Boolean(detached ?? aside)
}
