/** States whose events a person may want to see, and to have applied again, by their cause. */
export const CAUSED_STATES = ["dead", "quarantined"] as const
export type CausedState = (typeof CAUSED_STATES)[number]

/** Events that stand in one state for one reason, of one account. */
export interface WebhookCause {
  readonly state: CausedState
  readonly account: string
  /** Names the group within its account. */
  readonly cause: string
  readonly reason: string | null
  /** Of the newest of them. */
  readonly last_error: string | null
  readonly last_event_id: string
  readonly first_received_at: Date
  readonly last_received_at: Date
  /** Their number, up to 1,000. */
  readonly count: number
  /** There are more than `count`. */
  readonly count_is_capped: boolean
}

/** The causes, latest seen first, up to 50. */
export interface WebhookCauses {
  readonly causes: readonly WebhookCause[]
  /** There are more causes than these. */
  readonly causes_are_capped: boolean
}

/** The values that the inbox can be filtered by, in the order of the alphabet; each list ends at 100. */
export interface WebhookFacets {
  readonly accounts: readonly string[]
  readonly types: readonly string[]
  /** Codes only: reasons that a person has written are not listed. */
  readonly reasons: readonly string[]
}
