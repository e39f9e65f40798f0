/** The module's key in Medusa's container. */
export const PAYMENT_NOTIFICATION_MODULE = "paymentNotification"
