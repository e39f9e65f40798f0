import type { DeliveryPayload } from "../../store/entities"

/** A destination as a person writes it. */
export interface DestinationInput {
  /** A kind of destination: `http`, `rabbitmq`, or one of the store's own. */
  readonly kind: string
  /** The kind's own options: of `http`, `{ url, dialect?, headers? }`. */
  readonly config: unknown
  readonly description?: string | null
  /** Facts, `payment.*` for all of a group, or `*` for all. */
  readonly facts: readonly string[]
  /** The accounts whose facts it gets. Empty, as by default: all, and the facts of no account. */
  readonly accounts?: readonly string[]
  readonly payload?: DeliveryPayload
  /** Seconds after which an attempt has failed. Default: 15. */
  readonly timeout_seconds?: number
  /** The signing secret, where its receiver has made one. Default: one is made. */
  readonly secret?: string
}

/** A change. A field that is left out stays; `config` takes the place of the whole of the former one. */
export type DestinationChange = Partial<Omit<DestinationInput, "kind" | "secret">>
