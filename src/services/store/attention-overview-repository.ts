import type { AttentionOverview } from "../domain/attention-overview"
import { ATTENTION_OVERVIEW, MOST_OPEN_COUNTED } from "./attention-overview.sql"
import type { Reads } from "./reads"

/** A deadline is near from here on: a dispute takes an afternoon to answer, and there are weekends. */
const SOON_HOURS = 72

/** Counts what wants a person, beside the work of the store: each open dashboard asks every minute. */
export class AttentionOverviewRepository {
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  /** Throws ReadUnavailableError. */
  async read(): Promise<AttentionOverview> {
    const [counted] = await this.#reads.run((manager) => manager.query(ATTENTION_OVERVIEW, [SOON_HOURS]))
    const upTo = (n: number): number => Math.min(n, MOST_OPEN_COUNTED)
    return {
      open: upTo(counted.open),
      open_is_capped: counted.open > MOST_OPEN_COUNTED,
      overdue: upTo(counted.overdue),
      due_soon: upTo(counted.due_soon),
    }
  }
}
