/** The session through which quarantined money is refunded or voided, away from every cart and order. */
export interface Target {
  readonly session_id: string
  /** Whether the session is there and only has to be detached from its cart. */
  readonly exists: boolean
  /** The session's Payment, where it has one. */
  readonly payment_id: string | null
  readonly collection_id: string
  readonly provider_id: string
  readonly data: Record<string, unknown>
  /** Major units. */
  readonly amount: string
  readonly currency_code: string
}
