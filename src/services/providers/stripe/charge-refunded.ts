import type { RefundFact } from "../../domain/facts"
import { stripeAmount } from "./amount"
import { chargeEvent, paymentOf, pickCharge, type Charge } from "./charge"
import type { ListedRefund } from "./listed-refund"
import { readable, type EventContext, type Missing, type Read, type Reader, type With } from "./reader"
import { refundState } from "./refund"
import { sumOfRefunds } from "./refund-sum"

type Refunded = With<Charge, "amount" | "amount_refunded" | "currency">

/** The reason why a refunded charge is about no refund, if there is one. */
function noRefund({ amount_refunded, captured }: Pick<Charge, "amount_refunded" | "captured">): string | undefined {
  if (amount_refunded === 0) return "nothing is refunded"
  // Stripe also calls the void of an authorization a refund: nobody ever had that money.
  return captured === false ? "an authorization is released, no money goes back" : undefined
}

/**
 * `amount_refunded` is the sum of all refunds, including those still on their way. Only the charge's list of refunds names them.
 * Since API version 2022-11-15 Stripe leaves the list out.
 */
const refunded = chargeEvent(["amount", "amount_refunded", "currency"], (charge, context) => {
  const reason = noRefund(charge)
  if (reason) return reason
  return charge.refunds ? fromList(charge, charge.refunds.data, context) : fromSum(charge, context)
})

function fromList(charge: Refunded, refunds: readonly ListedRefund[], context: EventContext): Read {
  const latest = latestOf(refunds)
  const refundedTotal = sumOfRefunds(charge, refunds, charge.currency)
  if (!latest && !refundedTotal) return unclear(charge, "of several refunds of a charge, the event does not say which is new")
  const state = latest ? refundState(latest.status) : "succeeded"
  if (!state)
    return unclear(charge, `the refund ${latest?.id ?? ""} has the status "${latest?.status ?? ""}", which is not known`)
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
}

/**
 * Payment methods whose refunds take days, and may fail: the sum grows when they are made. `charge.refund.updated` and
 * `refund.updated` report when the payer has the money.
 */
const SLOW: ReadonlySet<string | undefined> = new Set([
  "ach_credit_transfer",
  "ach_debit",
  "acss_debit",
  "au_becs_debit",
  "bacs_debit",
  "customer_balance",
  "nz_bank_account",
  "sepa_credit_transfer",
  "sepa_debit",
  "us_bank_account",
])

/** The sum alone, a high-water mark: a refund that is also reported by itself is the same money and adds nothing to it. */
function fromSum(charge: Refunded, context: EventContext): RefundFact | Read {
  const { amount, amount_captured, amount_refunded, currency, payment_method_details: method } = charge
  if (amount_captured !== undefined && amount_captured !== amount) {
    return unclear(
      charge,
      "what a partial capture left of the authorization may be in the sum of the refunds, which are not listed",
    )
  }
  const refundedTotal = stripeAmount(amount_refunded, currency)
  return {
    subject: "refund",
    state: SLOW.has(method.type) ? "pending" : "succeeded",
    ...paymentOf(charge),
    ...context,
    ...(refundedTotal && { refundedTotal }),
  }
}

function unclear(charge: Refunded, detail: string): Read {
  const amount = stripeAmount(charge.amount_refunded, charge.currency)
  return { unclear: { detail, ...paymentOf(charge), ...(amount && { amount }) } }
}

/** The youngest refund. None when two of them are equally young, because a choice between them would be a guess. */
function latestOf(refunds: readonly ListedRefund[]): ListedRefund | undefined {
  const latest = Math.max(...refunds.map(({ created }) => created))
  const candidates = refunds.filter(({ created }) => created === latest)
  return candidates.length === 1 ? candidates[0] : undefined
}

const CHARGE_ID = /^[A-Za-z0-9_]{1,255}$/

/** The charge of an event that needs its list of refunds and comes without it. */
function missingList(payload: unknown): Missing | undefined {
  const charge = readable(payload, pickCharge)?.object
  if (!charge || charge.refunds || noRefund(charge) || !CHARGE_ID.test(charge.id)) return undefined
  return { place: `/v1/charges/${charge.id}`, ...paymentOf(charge) }
}

export const CHARGE_REFUNDS: readonly (readonly [string, Reader])[] = [
  ["charge.refunded", { ...refunded, expand: { field: "refunds", missing: missingList } }],
]
