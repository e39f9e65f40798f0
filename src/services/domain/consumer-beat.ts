/** The news of one process about a consumer since it last wrote. */
export interface ConsumerBeat {
  readonly id: string
  /** Messages that were recorded, or were in the inbox before. */
  readonly taken: number
  /** Forged and malformed ones, which went to the dead letters. */
  readonly refused: number
  /** Faults of ours: each of these messages comes again. */
  readonly failed: number
  /** The last fault, of a message or of the connection; null: none since. */
  readonly fault: string | null
  /** Whether the process holds a subscription now. */
  readonly isSubscribed: boolean
  /** Messages that wait at the broker; null where it does not say. */
  readonly waiting: number | null
}
