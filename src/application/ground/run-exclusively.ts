import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { LOCK_WAIT_SECONDS } from "../../services/queue/locks"
import type { PaymentTransaction } from "../../services/store/payment-transaction"
import { paymentNotificationService } from "./module"

/**
 * Runs `work` alone among all instances for `key`: a payment's session, `order:…`, `customer:…`. Medusa's Locking Module keeps
 * the workers of this process (or, on Redis, of the cluster) apart. PostgreSQL's lock keeps all workers apart.
 */
export function runExclusively<T>(
  container: MedusaContainer,
  key: string,
  work: (payments: PaymentTransaction) => Promise<T>,
): Promise<T> {
  const { payments } = paymentNotificationService(container)
  return container.resolve(Modules.LOCKING).execute(`payment-notification:${key}`, () => payments.serialize(key, work), {
    timeout: LOCK_WAIT_SECONDS,
  })
}
