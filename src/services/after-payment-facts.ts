import type { ResolvedOptions } from "./options"

/** Facts whose hook a store has given a handler; a store does that as its workflows are loaded, before any container is there. */
const hooked = new Set<string>()

export const noteHook = (fact: string): void => void hooked.add(fact)

/**
 * The facts that something is done after in this store: a handler of its own, or a step of the plugin's that is on. Where there is
 * nothing, a move is marked as done when it is written, and costs no workflow.
 */
export class AfterPaymentFacts {
  readonly #hasSteps: boolean

  constructor({ options }: { options: Pick<ResolvedOptions, "afterPayment"> }) {
    const { reward, customerGroup, inventory } = options.afterPayment
    this.#hasSteps = Boolean(reward ?? customerGroup ?? inventory)
  }

  has(fact: string): boolean {
    return this.#hasSteps || hooked.has(fact)
  }
}
