import type { PaymentNotificationService } from "../../services"
import { PAYMENT_NOTIFICATION_MODULE } from "../../services/module-name"

interface Container {
  resolve(key: string, options?: object): unknown
}

/** The plugin's module service, typed. */
export const paymentNotificationService = (container: Container): PaymentNotificationService =>
  container.resolve(PAYMENT_NOTIFICATION_MODULE) as PaymentNotificationService
