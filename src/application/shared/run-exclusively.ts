import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { LOCK_WAIT_SECONDS } from "../../services/queue/locks"
import type { PaymentTransaction } from "../../services/store/payment-transaction"
import { isFollowedUp } from "./registered-hooks"
import { paymentNotificationService } from "./module"

/**
 * Runs `work` on a payment alone: Medusa's Locking Module keeps this process's (or, on Redis, the cluster's) workers apart,
 * PostgreSQL's lock everybody.
 */
export function withPayment<T>(
  container: MedusaContainer,
  sessionId: string,
  work: (payments: PaymentTransaction) => Promise<T>,
): Promise<T> {
  const { payments } = paymentNotificationService(container)
  const followedUp = (fact: string) => isFollowedUp(container, fact)
  return container
    .resolve(Modules.LOCKING)
    .execute(`payment-notification:${sessionId}`, () => payments.serialize(sessionId, work, followedUp), {
      timeout: LOCK_WAIT_SECONDS,
    })
}
