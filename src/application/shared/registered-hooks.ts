import { paymentNotificationService } from "./module"

/** Facts whose hook a store has given a handler; a store does that as its workflows are loaded, before anything moves. */
const hooked = new Set<string>()

export const noteHook = (fact: string): void => void hooked.add(fact)

/**
 * Whether anything follows a move of this fact in this store: a handler of its own, or a step of the plugin's that is on. Where nothing
 * does, a move is settled as it is written, and costs no workflow.
 */
export function isFollowedUp(container: Parameters<typeof paymentNotificationService>[0], fact: string): boolean {
  const { reward, customerGroup, inventory } = paymentNotificationService(container).options.afterPayment
  return hooked.has(fact) || Boolean(reward ?? customerGroup ?? inventory)
}
