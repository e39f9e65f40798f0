import type { MetricsRollupRepository } from "../store/metrics-rollup-repository"

/** Rows that change meanwhile are counted one by one in a report: the longer this is, the more of them. */
const EVERY_MS = 600_000

interface Cradle {
  readonly metricsDays: MetricsRollupRepository
  readonly clock: () => Date
}

/** Counts the days that are over, a few at a time, until all are counted; then looks every ten minutes for rows that changed. */
export class MetricsRollup {
  readonly #days: MetricsRollupRepository
  readonly #clock: () => Date
  #dueAt = 0

  constructor({ metricsDays, clock }: Cradle) {
    this.#days = metricsDays
    this.#clock = clock
  }

  /** One step, if one is due. */
  async step(): Promise<void> {
    const now = this.#clock().getTime()
    if (now < this.#dueAt) return
    this.#dueAt = now + EVERY_MS
    if (await this.#days.roll()) this.#dueAt = 0
  }
}
