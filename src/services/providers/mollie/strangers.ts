import { ProviderUnavailableError } from "../../domain/errors"
import type { ProviderContext } from "../provider"
import { RecentIds } from "./recent-ids"
import { TokenBucket } from "./token-bucket"
import { Turns } from "./turns"

/** How long an id that Mollie does not know is not asked about again. */
const MINUTE_MS = 60_000
/** Mollie calls again after a minute or more; a stranger who repeats at once is no better known for it. */
const RETURN_MS = 20_000
const RETRY_AFTER_SECONDS = 60

type Asking = Pick<ProviderContext<unknown>, "account" | "fetch" | "now">

/**
 * Keeps strangers from making this store ask Mollie without end: anybody can send a classic call. If Mollie throttled the key, the
 * shop's own checkout would stand still, which is worse than a genuine report that comes a minute later: what is over the bounds is
 * answered 503, and Mollie calls again for a day.
 *
 * Only ids that Mollie does not know use the budget of new ids up: a shop's own payments, however many, never refuse each other. An
 * id that was found before has a budget of its own, and there is another for ids that were refused and come again later, as
 * Mollie's do and made-up ones do not.
 */
export class Strangers {
  readonly #turns = new Turns(8, 32)
  readonly #unknownSince = new RecentIds<number>(1_000)
  readonly #refusedSince = new RecentIds<number>(10_000)
  /** A payer knows the id of the own payment and could repeat it. */
  readonly #found = new RecentIds<TokenBucket>(5_000)
  readonly #fresh = new TokenBucket(30, 2_000)
  readonly #returning = new TokenBucket(10, 5_000)
  /** HTTP requests of every kind: one question may take several, one for each key and each payment of an order. */
  readonly #requests = new TokenBucket(500, 20)

  /**
   * The answer to `question` about an id. Undefined without a question for an id that was unknown a moment ago. Throws
   * ProviderUnavailableError when there is no place for it.
   */
  async ask<Context extends Asking, Answer>(
    context: Context,
    id: string,
    question: (context: Context, id: string) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> {
    const at = context.now().getTime()
    if (this.#wasUnknown(id, at)) return undefined
    if (!(await this.#turns.begin())) throw this.#refuse(id, at)
    try {
      // Another call may have found it out while this one waited.
      if (this.#wasUnknown(id, at)) return undefined
      const budget = this.#budgetOf(id, at)
      if (!budget.take(at)) throw this.#refuse(id, at)
      const answer = await question({ ...context, fetch: this.#counted(context, id, at) }, id)
      this.#learn(id, at, answer !== undefined, budget)
      return answer
    } finally {
      this.#turns.end()
    }
  }

  #wasUnknown(id: string, at: number): boolean {
    const since = this.#unknownSince.get(id)
    return since !== undefined && Math.abs(at - since) < MINUTE_MS
  }

  #budgetOf(id: string, at: number): TokenBucket {
    const refusedAt = this.#refusedSince.get(id)
    const returns = refusedAt !== undefined && at - refusedAt >= RETURN_MS
    return this.#found.get(id) ?? (returns ? this.#returning : this.#fresh)
  }

  #counted({ fetch }: Asking, id: string, at: number): typeof globalThis.fetch {
    return (input, init) => {
      if (!this.#requests.take(at)) throw this.#refuse(id, at)
      return fetch(input, init)
    }
  }

  #learn(id: string, at: number, isFound: boolean, budget: TokenBucket): void {
    if (!isFound) return this.#unknownSince.put(id, at)
    this.#refusedSince.delete(id)
    const own = this.#found.get(id)
    if (!own) budget.giveBack()
    this.#found.put(id, own ?? new TokenBucket(20, 3_000))
  }

  #refuse(id: string, at: number): ProviderUnavailableError {
    if (this.#refusedSince.get(id) === undefined) this.#refusedSince.put(id, at)
    return new ProviderUnavailableError("too many unsigned calls at a time; Mollie is asked again later", {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    })
  }
}

const accounts = new WeakMap<typeof fetch, Map<string, Strangers>>()

/** The bounds of an account in this process: one for each way to Mollie, of which a process has one. */
export function strangersOf({ account, fetch }: Asking): Strangers {
  const byId = accounts.get(fetch) ?? new Map<string, Strangers>()
  accounts.set(fetch, byId)
  const strangers = byId.get(account.id) ?? new Strangers()
  byId.set(account.id, strangers)
  return strangers
}
