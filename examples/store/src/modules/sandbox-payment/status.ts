import { PaymentActions, PaymentSessionStatus } from "@medusajs/framework/utils"

const SESSION_STATUS = new Map<string, PaymentSessionStatus>([
  ["pending", PaymentSessionStatus.PENDING],
  ["requires_action", PaymentSessionStatus.REQUIRES_MORE],
  ["authorized", PaymentSessionStatus.AUTHORIZED],
  ["captured", PaymentSessionStatus.CAPTURED],
  ["failed", PaymentSessionStatus.ERROR],
  ["canceled", PaymentSessionStatus.CANCELED],
  ["expired", PaymentSessionStatus.CANCELED],
])

const WEBHOOK_ACTION = new Map<string, PaymentActions>([
  ["payment.pending", PaymentActions.PENDING],
  ["payment.requires_action", PaymentActions.REQUIRES_MORE],
  ["payment.authorized", PaymentActions.AUTHORIZED],
  ["payment.captured", PaymentActions.SUCCESSFUL],
  ["payment.failed", PaymentActions.FAILED],
  ["payment.canceled", PaymentActions.CANCELED],
  ["payment.expired", PaymentActions.CANCELED],
])

/** The gateway's status in Medusa's words; an unknown status is pending, never paid. */
export const sessionStatus = (status: string): PaymentSessionStatus => SESSION_STATUS.get(status) ?? PaymentSessionStatus.PENDING

/** The action that a webhook of this type asks of Medusa. */
export const webhookAction = (type: string): PaymentActions => WEBHOOK_ACTION.get(type) ?? PaymentActions.NOT_SUPPORTED
