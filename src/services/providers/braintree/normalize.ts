import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { readDispute } from "./dispute"
import { carries, KINDS, SILENT } from "./kinds"
import { notification, type Notification } from "./notification"
import type { BraintreeOptions } from "./options"
import { readPayment, readRefund } from "./transaction"

/** Reads a notification as one fact. Pure and total. */
export function normalizeBraintree(
  { type, occurredAt, payload }: ProviderEvent<Notification>,
  { options }: ProviderContext<BraintreeOptions>,
): Reading {
  const kind = KINDS.get(type)
  if (!kind)
    return { facts: [], ignored: `notification kind "${type}" is not read: ${SILENT.get(type) ?? "it is about no payment"}` }
  const kept = notification.safeParse(payload)
  if (!kept.success || !carries(kind, kept.data)) return { facts: [], ignored: `"${type}" does not carry its ${kind.needs}` }
  const context = { notification: kept.data, options, ...(occurredAt && { occurredAt }) }
  const read =
    "dispute" in kind.says
      ? readDispute(kind.says.dispute, context)
      : "refund" in kind.says
        ? readRefund(kind.says.refund, context)
        : readPayment(kind.says.payment, context)
  return typeof read === "string" ? { facts: [], ignored: read } : { facts: [read] }
}
