import { setTimeout as pause } from "node:timers/promises"
import { ProviderUnavailableError } from "../../../services/domain/errors"
import type { RateBudget } from "../../../services/reconciliation/rate-budget"

/** This round ends before the account's provider may be asked again. */
export class OutOfTime extends Error {}

/** Tries a refused request again as long as there is time; `withRateBudget` waits in between. */
export async function retry<T>(attempts: number, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof OutOfTime || attempt >= attempts) throw error
    }
  }
}

/**
 * Asks within the account's budget: waits for its turn, or throws OutOfTime when that comes after `deadline`. A provider that
 * does not answer is left alone for a while, which does not affect other accounts.
 */
export async function withRateBudget<T>(budget: RateBudget, account: string, deadline: Date, ask: () => Promise<T>): Promise<T> {
  const waitMs = budget.waitMs(account)
  if (Date.now() + waitMs > deadline.getTime()) throw new OutOfTime()
  if (waitMs > 0) await pause(waitMs)
  try {
    const answer = await ask()
    budget.succeed(account)
    return answer
  } catch (error) {
    // Medusa's payment providers throw any error: each of their faults counts as a refusal.
    budget.refuse(account, error instanceof ProviderUnavailableError ? error.retryAfterSeconds : undefined)
    throw error
  }
}

/** A provider that refuses half of all questions rarely refuses so many in a row: one that does is down. */
const REFUSALS_OF_A_PROVIDER_THAT_IS_DOWN = 15

export const isDown = (budget: RateBudget, account: string): boolean =>
  budget.refusalsInARow(account) >= REFUSALS_OF_A_PROVIDER_THAT_IS_DOWN

/** Repeats `work`, which asks within the rate budget, while the provider refuses: until it answers, is down, or time is over. */
export async function retryUntilDown<T>(budget: RateBudget, account: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ProviderUnavailableError) || isDown(budget, account)) throw error
    }
  }
}
