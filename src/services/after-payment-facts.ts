import type { ResolvedOptions } from "./options"

/** Facts whose hook has a handler of the store. A store sets it while its workflows are loaded, before any container exists. */
const hooked = new Set<string>()

export const noteHook = (fact: string): void => void hooked.add(fact)

/**
 * The facts that start work after payment in this store: by a handler of the store's own, or by a step of the plugin that is on.
 * A transition without such work is marked as done when it is written, and costs no workflow.
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
