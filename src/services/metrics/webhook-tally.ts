import type { CallOutcome, EventOutcome, IgnoredOutcome } from "../domain/webhook-outcomes"
import type { WebhookCount, WebhookCountRepository } from "../store/webhook-count-repository"

const FLUSH_EVERY_MS = 5_000
const FOLD_EVERY_MS = 3_600_000

/**
 * Counts calls by their outcome and attempts at events: a call may leave no row, and an event's row changes. A count is one step
 * in a map. The counts go to the database in one statement, every few seconds and when the process shuts down. A process that is
 * killed loses the counts of its last seconds, and nothing else.
 */
export class WebhookTally {
  readonly #counts: Pick<WebhookCountRepository, "add" | "fold">
  /** Holds only accounts that are configured or installed, so that it stays small whatever URLs are called. */
  #pending = new Map<string, Map<string, number>>()
  #timer: NodeJS.Timeout | undefined
  #flushing: Promise<void> = Promise.resolve()
  #foldedAt = 0

  constructor({ webhookCounts }: { webhookCounts: Pick<WebhookCountRepository, "add" | "fold"> }) {
    this.#counts = webhookCounts
  }

  count(account: string, outcome: CallOutcome | EventOutcome | IgnoredOutcome, n = 1): void {
    let outcomes = this.#pending.get(account)
    if (!outcomes) this.#pending.set(account, (outcomes = new Map()))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + n)
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_EVERY_MS).unref()
  }

  /** Writes the counts. Never throws: counts that the database does not take are kept for the next time. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async #write(): Promise<void> {
    const rows = this.#take()
    try {
      await this.#counts.add(rows)
    } catch {
      for (const { account, outcome, n } of rows) this.count(account, outcome as CallOutcome, n)
      return
    }
    if (Date.now() - this.#foldedAt < FOLD_EVERY_MS) return
    this.#foldedAt = Date.now()
    // The counts are right without it, and the next hour's attempt finds the same minutes.
    await this.#counts.fold().catch(() => undefined)
  }

  #take(): WebhookCount[] {
    const rows = [...this.#pending].flatMap(([account, outcomes]) =>
      [...outcomes].map(([outcome, n]) => ({ account, outcome, n })),
    )
    this.#pending = new Map()
    return rows
  }
}
