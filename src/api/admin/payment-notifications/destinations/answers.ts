import type { ListFrame } from "../_shared/read-list"
import type { PresentedDelivery } from "../deliveries/_shared/present-delivery"
import type { PresentedDestination } from "./_shared/present-destination"
import type { ShownDestination } from "./_shared/show-destination"

export type { SecretAnswer } from "./_shared/secret-answer"

/** The answer of `GET /destinations`. */
export interface ShownDestinations extends ListFrame {
  readonly destinations: readonly PresentedDestination[]
}

/** The answer of `GET /destinations/:id`. */
export interface ShownOneDestination {
  readonly destination: ShownDestination
}

/** The answer of a change, and of a word about a destination's state. */
export interface ChangedDestination {
  readonly destination: PresentedDestination
}

/** The answer of `POST …/ping`. */
export interface ShownTest {
  readonly delivery: PresentedDelivery
}

/** The answer of `DELETE /destinations/:id`. */
export interface DeletedDestination {
  readonly id: string
  readonly object: "delivery_destination"
  readonly deleted: true
}

/** The answer of `recover` and of `replay`: how many deliveries go out, or would. */
export interface CountedDeliveries {
  readonly count: number
  readonly dry_run: boolean
}

/** The answer of `GET /destinations/choices`. */
export interface ShownChoices {
  readonly choices: {
    readonly kinds: readonly string[]
    /** `*`, `payment.*`, `payment.captured` … */
    readonly facts: readonly string[]
    readonly accounts: readonly string[]
    /** Whether destinations can be stored sealed: an encryption key is configured. */
    readonly can_be_made: boolean
  }
}
