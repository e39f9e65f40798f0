import type { Fact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { readReference } from "../kit/session-reference"
import { readDispute } from "./dispute"
import { kept, type RazorpayEvent } from "./event"
import type { RazorpayOptions } from "./options"
import { readPayment } from "./payment"
import { readRefund } from "./refund"
import { subjectOf } from "./subject"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads an event as one fact about its subject. Pure and total. */
export function normalizeRazorpay(
  { type, occurredAt, payload }: ProviderEvent<RazorpayEvent>,
  { options }: Pick<ProviderContext<RazorpayOptions>, "options">,
): Reading {
  // Enabled beside payment.captured, order.paid would report every payment twice, and another payment may have paid its order.
  if (type === "order.paid") return ignored('"order.paid" repeats what payment.captured tells; enable payment.captured')
  const subject = subjectOf(type)
  if (!subject) return ignored(`event type "${type}" is not read`)
  const event = kept.safeParse(payload)
  if (!event.success || !event.data[subject]) return ignored(`"${type}" does not carry its ${subject}`)
  const fact = factOf(type, event.data)
  if (!fact) return ignored(`"${type}" tells no outcome of its ${subject}`)
  const contradictions = [...(fact.contradictions ?? []), ...accountContradictions(event.data.account_id, options.accountIds)]
  return {
    facts: [
      {
        ...fact,
        ...referenceOf(event.data, fact.providerPaymentId),
        ...(occurredAt && { occurredAt }),
        ...(contradictions.length > 0 && { contradictions }),
      },
    ],
  }
}

function factOf(type: string, { payment, refund, dispute }: RazorpayEvent): Fact | undefined {
  return (
    (payment && readPayment(type, payment)) ??
    (refund && readRefund(type, refund, payment?.id === refund.payment_id ? payment : undefined)) ??
    (dispute && readDispute(type, dispute))
  )
}

/** `notes.session_id` of the payment this is about, else of the refund, else the receipt of the payment's order, if the event holds it. */
function referenceOf({ payment, refund, order }: RazorpayEvent, paymentId: string | undefined) {
  const own = payment?.id === paymentId ? payment : undefined
  const receipt = order && order.id === own?.order_id ? order.receipt : undefined
  return readReference(own?.notes.session_id ?? refund?.notes.session_id ?? receipt)
}

function accountContradictions(accountId: string | undefined, expected: readonly string[] | undefined): string[] {
  if (!expected || (accountId && expected.includes(accountId))) return []
  return [`the account takes ${expected.join(", ")}, the event comes from ${accountId ?? "no named account"}`]
}
