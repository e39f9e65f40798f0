import { stripeAmount } from "./amount"
import { chargeEvent, chargeSnapshot, paymentOf, type Charge, type ListedRefund } from "./charge"
import type { Missing, Reader } from "./reader"
import { refundState } from "./refund"
import { sumOfRefunds } from "./refund-sum"

/** The reason why a refunded charge is about no refund, if there is one. */
function noRefund(charge: Charge): string | undefined {
  if (charge.amount_refunded === 0) return "nothing is refunded"
  // Stripe also calls the void of an authorization a refund: nobody ever had that money.
  return charge.captured === false ? "an authorization is released, no money goes back" : undefined
}

/**
 * `amount_refunded` is the sum of all refunds, including those still on their way. Only the charge's list of refunds names them.
 * Since API version 2022-11-15 Stripe leaves the list out. The event then says that a refund was made, and not whether the payer
 * has any money back. `refund.created`, `refund.updated` and `refund.failed` say that.
 */
const refunded = chargeEvent((charge, context) => {
  const reason = noRefund(charge)
  if (reason) return reason
  if (!charge.refunds) {
    return "which of the charge's refunds have gone through is not told; send the refund.* events as well, or give apiKeys"
  }
  const { data: refunds } = charge.refunds
  const latest = latestOf(refunds)
  const refundedTotal = sumOfRefunds(charge, refunds, charge.currency)
  if (!latest && !refundedTotal) return "which of several refunds this is about, and how far it has come, is not told"
  const state = latest ? refundState(latest.status) : "succeeded"
  if (!state) return `refund status "${latest?.status}" is not known`
  const amount = latest && stripeAmount(latest.amount, charge.currency)
  return {
    subject: "refund",
    state,
    ...paymentOf(charge),
    ...context,
    ...(latest && { providerRefundId: latest.id }),
    ...(amount && { amount }),
    ...(latest && { madeAt: new Date(latest.created * 1000) }),
    // Beside a refund that has not gone through, the sum is that of the older ones: their own events have reported it.
    ...(state === "succeeded" && refundedTotal && { refundedTotal }),
  }
})

/** The youngest refund. None when two of them are equally young, because a choice between them would be a guess. */
function latestOf(refunds: readonly ListedRefund[]): ListedRefund | undefined {
  const latest = Math.max(...refunds.map(({ created }) => created))
  const candidates = refunds.filter(({ created }) => created === latest)
  return candidates.length === 1 ? candidates[0] : undefined
}

const CHARGE_ID = /^[A-Za-z0-9_]{1,255}$/

/** The charge of an event that needs its list of refunds and comes without it. */
function missingList(payload: unknown): Missing | undefined {
  const event = chargeSnapshot.safeParse(payload)
  if (!event.success) return undefined
  const { object: charge } = event.data.data
  if (charge.refunds || noRefund(charge) || !CHARGE_ID.test(charge.id)) return undefined
  return { place: `/v1/charges/${charge.id}`, ...paymentOf(charge) }
}

export const CHARGE_REFUNDS: readonly (readonly [string, Reader])[] = [
  ["charge.refunded", { ...refunded, expand: { field: "refunds", missing: missingList } }],
]
