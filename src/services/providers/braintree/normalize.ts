import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { readDispute } from "./dispute"
import { carries, isAboutMoney, KINDS, silence, type Kind } from "./kinds"
import { readNotification, type Notification } from "./notification"
import type { NotificationContext } from "./notification-context"
import type { BraintreeOptions } from "./options"
import { readPayment, readRefund, readReview, readUnknown } from "./transaction"

/** Reads a notification as one fact. Pure and total. */
export function normalizeBraintree(
  { type, occurredAt, payload }: ProviderEvent<Notification>,
  { options }: ProviderContext<BraintreeOptions>,
): Reading {
  const kind = KINDS.get(type)
  const notification = readNotification(payload)
  if (!kind && (!notification || !isAboutMoney(type))) return { facts: [], ignored: silence(type) }
  if (!notification || (kind && !carries(kind, notification))) {
    return { facts: [], ignored: `"${type}" does not carry its ${kind?.needs ?? "subject"}` }
  }
  const read = readAs(kind, { notification, options, ...(occurredAt && { occurredAt }) })
  if (typeof read === "string") return { facts: [], ignored: read }
  return "unclear" in read ? { facts: [], unclear: read.unclear } : { facts: [read] }
}

function readAs(kind: Kind | undefined, context: NotificationContext) {
  if (!kind) return readUnknown(context)
  const { says } = kind
  if ("dispute" in says) return readDispute(says.dispute, context)
  if ("refund" in says) return readRefund(says.refund, context)
  return "review" in says ? readReview(context) : readPayment(says.payment, context)
}
