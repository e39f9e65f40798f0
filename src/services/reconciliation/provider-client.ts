import type { Fact } from "../domain/facts"
import type { Account, ResolvedOptions } from "../options"
import type { ListPage, ListWindow, PaymentProvider, PaymentReference, ProviderContext } from "../providers/provider"
import type { RateBudget } from "./rate-budget"

/** Asks the provider of an account, and counts every call against the account's budget. */
export class ProviderClient {
  readonly #providers: ResolvedOptions["providers"]
  readonly #clock: () => Date
  readonly #fetch: typeof fetch
  readonly #budget: RateBudget

  constructor(cradle: {
    providers: ReadonlyMap<string, PaymentProvider>
    clock: () => Date
    fetch: typeof fetch
    rateBudget: RateBudget
  }) {
    this.#providers = cradle.providers
    this.#clock = cradle.clock
    this.#fetch = cradle.fetch
    this.#budget = cradle.rateBudget
  }

  /** Whether the account's provider can be asked: in general, or about this payment. */
  canQuery(account: Account, reference?: PaymentReference): boolean {
    const provider = this.#providers.get(account.provider)
    return Boolean(provider?.query && (provider.canQuery?.(account.options, reference) ?? true))
  }

  canList(account: Account): boolean {
    return this.canQuery(account) && this.#providers.get(account.provider)?.list !== undefined
  }

  /** The facts that the provider reports of a payment; undefined if it knows none. Only where `canQuery` is true. */
  query(account: Account, reference: PaymentReference): Promise<readonly Fact[] | undefined> {
    return this.#providers.get(account.provider)!.query!(reference, this.#contextOf(account))
  }

  /** A page of the payments, refunds and disputes that changed in a span of time. Only where `canList` is true. */
  list(account: Account, window: ListWindow): Promise<ListPage> {
    return this.#providers.get(account.provider)!.list!(window, this.#contextOf(account))
  }

  #contextOf(account: Account): ProviderContext<unknown> {
    const counted: typeof fetch = (input, init) => {
      this.#budget.spend(account.id)
      return this.#fetch(input, init)
    }
    return { account, options: account.options, now: this.#clock, fetch: counted }
  }
}
