import type { PlacedEntry, StoryKind, StoryPlace } from "../domain/payment-story"
import type { PaymentRecord } from "./entities"
import { BY_INDEX } from "./graph/lists"
import { STORY_PLACES } from "./payment-story.sql"
import type { Reads } from "./reads"

/** The columns by which rows belong to a payment. */
export type StoryOwner = Pick<PaymentRecord, "id" | "payment_session_id" | "provider_payment_id" | "account">

export interface StoryRequest {
  readonly kinds: readonly StoryKind[]
  /** The entries before this place; from the newest on where there is none. */
  readonly before?: StoryPlace | undefined
  readonly limit: number
}

/** Finds which rows tell the story of a payment, beside the work of the store. */
export class PaymentStoryRepository {
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  /** The newest first, `limit` at most. Throws ReadUnavailableError. */
  places(payment: StoryOwner, { kinds, before, limit }: StoryRequest): Promise<PlacedEntry[]> {
    const { id, payment_session_id, provider_payment_id, account } = payment
    const owner = [id, payment_session_id, provider_payment_id, account]
    return this.#reads.run(
      (manager) => manager.query(STORY_PLACES, [...owner, kinds, before?.at ?? null, before?.id ?? null, limit]),
      BY_INDEX,
    )
  }
}
