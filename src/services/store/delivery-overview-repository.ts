import { COUNT_MISSING, COUNT_RECOVERABLE, OVERVIEW } from "./delivery-overview.sql"
import type { DeliveryDestination } from "./entities"
import type { Reads } from "./reads"

/** A destination and how it goes. */
export type DestinationOverview = Pick<
  DeliveryDestination,
  "id" | "kind" | "origin" | "description" | "state" | "disabled_reason" | "disabled_at" | "failing_since" | "opened_until"
> & {
  /** Its breaker is open: one delivery at a time tries whether it works again. */
  readonly is_open: boolean
  /** Deliveries that wait, due now or later. */
  readonly waiting: number
  readonly due: number
  /** When the oldest fact among them was recorded. */
  readonly oldest: Date | null
  /** Seconds since the most overdue one was due; null: none is. */
  readonly overdue_seconds: number | null
  readonly dead: number
  /** When its newest delivered fact arrived; null if none did within the time that deliveries are kept. */
  readonly last_delivered_at: Date | null
}

/** Reads how each destination goes, for people and monitors. */
export class DeliveryOverviewRepository {
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  /** All that are not deleted, the oldest first; throws ReadUnavailableError. */
  list(): Promise<DestinationOverview[]> {
    return this.#read(null)
  }

  async find(id: string): Promise<DestinationOverview | undefined> {
    return (await this.#read(id))[0]
  }

  /** Deliveries that `recover` would try again. */
  countRecoverable(destinationId: string, since: Date): Promise<number> {
    return this.#count(COUNT_RECOVERABLE, [destinationId, since])
  }

  /** Facts that `replayMissing` would plan. */
  countMissing(destinationId: string, since: Date, until: Date): Promise<number> {
    return this.#count(COUNT_MISSING, [destinationId, since, until])
  }

  #count(sql: string, values: unknown[]): Promise<number> {
    return this.#reads.run(async (manager) => (await manager.query(sql, values))[0].n)
  }

  #read(id: string | null): Promise<DestinationOverview[]> {
    return this.#reads.run((manager) => manager.query(OVERVIEW, [id]))
  }
}
