import type { ResolvedOptions } from "../options"
import { backoff } from "../domain/backoff"

interface Budget {
  tokens: number
  countedAt: number
  notBefore: number
  refusals: number
}

/** This share of a minute's calls may be spent at once; the rest becomes available steadily. */
const BURST_OF_A_MINUTE = 1 / 6

const LONGEST_PAUSE_SECONDS = 60

/**
 * How often each account's provider may be asked: a token bucket in this process. The database lets one process of a deployment
 * reconcile at a time, so its buckets are valid for all and no call costs a row. Every HTTP call is counted, also where a single
 * question takes several; they may overdraw the bucket, which then has to fill first.
 */
export class RateBudget {
  readonly #perMs: number
  readonly #burst: number
  readonly #now: () => Date
  readonly #budgets = new Map<string, Budget>()
  #spent = 0

  constructor({ options, clock }: { options: Pick<ResolvedOptions, "reconciliation">; clock: () => Date }) {
    const { callsPerMinute } = options.reconciliation
    this.#perMs = callsPerMinute / 60_000
    this.#burst = Math.max(1, callsPerMinute * BURST_OF_A_MINUTE)
    this.#now = clock
  }

  /** All calls of this process so far. */
  get spent(): number {
    return this.#spent
  }

  /** Milliseconds until the account's provider may be asked again; 0: now. */
  waitMs(account: string): number {
    const budget = this.#budgetOf(account)
    const forToken = budget.tokens >= 1 ? 0 : (1 - budget.tokens) / this.#perMs
    return Math.ceil(Math.max(forToken, budget.notBefore - this.#now().getTime(), 0))
  }

  spend(account: string): void {
    this.#budgetOf(account).tokens--
    this.#spent++
  }

  /** The provider did not answer. It is not asked for as long as it requests, or for longer with each refusal in a row. */
  refuse(account: string, retryAfterSeconds?: number): void {
    const budget = this.#budgetOf(account)
    budget.refusals++
    const pause = retryAfterSeconds ?? backoff(budget.refusals, { initialSeconds: 1, maxSeconds: LONGEST_PAUSE_SECONDS })
    budget.notBefore = Math.max(budget.notBefore, this.#now().getTime() + pause * 1000)
  }

  succeed(account: string): void {
    this.#budgetOf(account).refusals = 0
  }

  /** How often the provider has refused since it last answered. */
  refusalsInARow(account: string): number {
    return this.#budgetOf(account).refusals
  }

  #budgetOf(account: string): Budget {
    const now = this.#now().getTime()
    const budget = this.#budgets.get(account) ?? { tokens: this.#burst, countedAt: now, notBefore: 0, refusals: 0 }
    budget.tokens = Math.min(this.#burst, budget.tokens + (now - budget.countedAt) * this.#perMs)
    budget.countedAt = now
    this.#budgets.set(account, budget)
    return budget
  }
}
