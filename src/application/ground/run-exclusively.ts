import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentTransaction } from "../../services/store/payment-transaction"
import { paymentNotificationService } from "./module"

/**
 * Runs `work` alone among all instances for `key`: a payment's session, `order:…`, `customer:…`. The lock is our own, in
 * PostgreSQL, whatever provider Medusa's Locking Module has: not all of them keep instances apart, end a wait in time, or let work
 * count as done that was done.
 */
export const runExclusively = <T>(
  container: MedusaContainer,
  key: string,
  work: (payments: PaymentTransaction) => Promise<T>,
): Promise<T> => paymentNotificationService(container).payments.serialize(key, work)
