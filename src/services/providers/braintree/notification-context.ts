import type { Notification } from "./notification"
import type { BraintreeOptions } from "./options"

/** The sources that a fact is read from. */
export interface NotificationContext {
  readonly notification: Notification
  readonly options: BraintreeOptions
  readonly occurredAt?: Date
}

/** The contradictions of an event to the options, for a person to review: the money is quarantined. */
export function contradictions({ notification, options }: NotificationContext, merchantAccountId: string | undefined) {
  const found: string[] = []
  // Other shops' merchant accounts use the same gateway and the same webhook: their money is not this shop's.
  const ours = options.merchantAccountIds
  if (ours && merchantAccountId && !ours.includes(merchantAccountId)) {
    found.push(`the account takes merchant accounts ${ours.join(", ")}, the provider reports ${merchantAccountId}`)
  }
  const status = notification.transaction?.status
  if (notification.kind === "transaction_settled" && status && status !== "settled") {
    found.push(`the notification says that the transaction is settled, the transaction that it is ${status}`)
  }
  return found.length ? { contradictions: found } : {}
}
