import type { CausedState, WebhookCause, WebhookCauses, WebhookFacets } from "../domain/webhook-causes"
import type { Reads } from "./reads"
import { BY_INDEX } from "./graph/lists"
import { causes, MOST_CAUSES, MOST_OF_CAUSE } from "./webhook-cause.sql"
import { ACCOUNTS, REASONS, TYPES } from "./webhook-event-facets.sql"
import { countOf } from "./webhook-replay.sql"
import type { CauseOfEvents } from "./webhook-replay-repository"

type Found = Omit<WebhookCause, "state" | "count" | "count_is_capped"> & { readonly n: number }

/** Reads what is in the inbox as a whole, for people, beside the work of the store. */
export class WebhookOverviewRepository {
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  /** Throws ReadUnavailableError. */
  facets(): Promise<WebhookFacets> {
    return this.#reads.run(async (manager) => {
      const valuesOf = async (sql: string): Promise<string[]> =>
        ((await manager.query(sql)) as Array<{ value: string }>).map(({ value }) => value)
      return { accounts: await valuesOf(ACCOUNTS), types: await valuesOf(TYPES), reasons: await valuesOf(REASONS) }
    })
  }

  /** Events in a state, by cause. Throws ReadUnavailableError. */
  async causes(state: CausedState): Promise<WebhookCauses> {
    const found: Found[] = await this.#reads.run((manager) => manager.query(causes(state)), BY_INDEX)
    const shown = found.slice(0, MOST_CAUSES).map(({ n, ...cause }) => ({
      state,
      ...cause,
      count: Math.min(n, MOST_OF_CAUSE),
      count_is_capped: n > MOST_OF_CAUSE,
    }))
    return { causes: shown, causes_are_capped: found.length > MOST_CAUSES }
  }

  /** The exact number of events that a replay of this cause would take. Throws ReadUnavailableError. */
  async countOf({ state, account, cause }: CauseOfEvents): Promise<number> {
    const [{ n }] = await this.#reads.run((manager) => manager.query(countOf(state), [account, cause]), BY_INDEX)
    return n
  }
}
