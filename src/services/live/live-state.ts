/** A payment's status as a stream sends it. */
export interface LiveStatus {
  /** Null where no provider has reported anything yet. */
  readonly recordId: string | null
  readonly version: number
  /** When the payment changed last, by the database's clock; milliseconds. */
  readonly changedAt: number
  /** Nothing but a refund is to be expected any more. */
  readonly isFinal: boolean
  /** Medusa has an order of which no report has told: it is news although the version is the same. */
  readonly hasUnreportedOrder: boolean
  /** The event's data. */
  readonly body: string
}

/** The present state of a cart, of an order, or of all recent payments of a customer. */
export interface LiveState {
  /** One for a cart or an order. For a customer any number, the last change last. */
  readonly statuses: readonly LiveStatus[]
  /** Payments that a client may name as the last that it has seen. */
  readonly knownIds: readonly string[]
  /** The sum of the versions, by which the shared look finds a change. */
  readonly total: number
}

/** Reads watches of one kind, many at once. The same object for all of them. */
export interface Reader {
  /** Watches that one read takes. */
  readonly most: number
  /**
   * The present state of each watch, in their order; null where it is not there, or not for these streams, and the error where this
   * one alone could not be read. Access is checked by every read.
   */
  read(watches: readonly Watch[]): Promise<ReadonlyArray<LiveState | null | Error>>
}

/** A cart, an order or a customer that streams are about. */
export interface Watch {
  readonly kind: "cart" | "order" | "customer"
  readonly id: string
  /** Equal for streams that may see the very same. */
  readonly key: string
  /** Of an order: the customer whom it must belong to. */
  readonly customerId?: string
  readonly reader: Reader
  /** Of a customer's watch: the customers whose carts and orders these are. */
  ownersOf?(carts: readonly string[], orders: readonly string[]): Promise<readonly string[]>
}

/** The id of a status's event. */
export const eventId = ({ recordId, version }: Pick<LiveStatus, "recordId" | "version">): string =>
  `${recordId ?? "-"}:${version}`

/** Whether `next` tells more than `last`: never an older version of one payment. */
export function isNewer(next: LiveStatus, last: LiveStatus): boolean {
  if (next.recordId !== last.recordId) return next.recordId !== null
  return next.version > last.version || (next.version === last.version && next.body !== last.body)
}
