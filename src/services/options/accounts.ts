import { medusaSiblings } from "../providers/stripe/medusa-siblings"
import type { Account, ResolvedOptions } from "./index"

/** Looks accounts up by id. */
export class Accounts {
  readonly #configured: ReadonlyMap<string, Account>

  constructor({ options }: { options: ResolvedOptions }) {
    this.#configured = new Map(options.accounts.map((account) => [account.id, account]))
  }

  /** The account of `/webhooks/payments/:account`. */
  find(id: string): Account | undefined {
    return this.#configured.get(id)
  }

  /**
   * The account behind core's `/hooks/payment/:provider`: one configured under the payment provider's id (`pp_…`), or one made
   * for it, which leaves verification to the payment provider itself. That one takes the payments of all that verify alike.
   */
  findTakenOver(paymentProviderId: string): Account {
    return (
      this.find(paymentProviderId) ?? {
        id: paymentProviderId,
        provider: "medusa",
        paymentProviders: [...medusaSiblings(paymentProviderId)],
        maxBodyBytes: 1024 * 1024,
        options: { paymentProvider: paymentProviderId },
      }
    )
  }

  /** The account an event in the inbox came in on. */
  findRecorded(id: string, provider: string): Account | undefined {
    return this.find(id) ?? (provider === "medusa" ? this.findTakenOver(id) : undefined)
  }
}
