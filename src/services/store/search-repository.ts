import { BY_INDEX } from "./graph/lists"
import type { Reads } from "./reads"
import { EVENTS_BY_EVENT_ID, PAYMENTS_BY_OTHER_ID, PAYMENTS_BY_PROVIDER_ID } from "./search.sql"

interface Found {
  readonly id: string
}

/** `_` and `%` stand for themselves in what a person enters. */
const prefix = (text: string): string => `${text.replace(/[\\%_]/g, "\\$&")}%`

/** Finds payments and events by the ids that a person pastes, beside the work of the store. */
export class SearchRepository {
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  /**
   * Ids of payment records: those that have exactly this id or one of these orders, then those whose id at the provider begins so.
   * Throws ReadUnavailableError.
   */
  payments(text: string, orderIds: readonly string[], limit: number): Promise<string[]> {
    return this.#reads.run(async (manager) => {
      const exact: Found[] = await manager.query(PAYMENTS_BY_OTHER_ID, [text, [text, ...orderIds], limit])
      const begun: Found[] = await manager.query(PAYMENTS_BY_PROVIDER_ID, [prefix(text), limit])
      return [...new Set([...exact, ...begun].map(({ id }) => id))].slice(0, limit)
    }, BY_INDEX)
  }

  /** Ids of webhook events: the one that has this id, then those that the provider's id begins so of. Throws ReadUnavailableError. */
  events(text: string, limit: number): Promise<string[]> {
    return this.#reads.run(async (manager) => {
      const exact: Found[] = await manager.query(`SELECT id FROM payment_webhook_event WHERE id = $1`, [text])
      const begun: Found[] = await manager.query(EVENTS_BY_EVENT_ID, [prefix(text), limit])
      return [...new Set([...exact, ...begun].map(({ id }) => id))].slice(0, limit)
    }, BY_INDEX)
  }
}
