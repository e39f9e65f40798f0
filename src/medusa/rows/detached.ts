/** Marks the payment collection of a payment that is given back, away from every cart and order. */
export const ASIDE = { payment_notifications: { aside: true } } as const

interface Marked {
  readonly metadata?: Record<string, unknown> | null
}

/** Whether a payment collection is such a one. */
export function isAside(collection: Marked | null | undefined): boolean {
  const { payment_notifications: ours } = collection?.metadata ?? {}
  return Boolean((ours as { aside?: boolean } | undefined)?.aside)
}
