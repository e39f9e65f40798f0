import { z } from "@medusajs/framework/zod"
import type { PaymentFact } from "../../domain/facts"
import type { Amount } from "../../domain/money"
import { storableText } from "../storable-text"
import { stripeAmount } from "./amount"
import { currency, expandable, idOf, metadata, methodDetails, optionalText, sessionIn, unixTime, units } from "./event"
import { reader, type Reader, type Told } from "./reader"
import { refundState } from "./refund"

/** Older API versions list a charge's refunds in it. */
const listedRefund = z.object({ id: storableText, amount: units, created: unixTime, status: optionalText })

const charge = z.object({
  id: storableText,
  object: z.literal("charge"),
  amount: units,
  amount_captured: units.nullish(),
  amount_refunded: units.default(0),
  captured: z.boolean().nullish(),
  currency,
  payment_intent: expandable,
  metadata,
  payment_method_details: methodDetails,
  review: expandable.catch(undefined),
  refunds: z.object({ data: z.array(listedRefund) }).nullish(),
})

type Charge = z.output<typeof charge>
type ListedRefund = z.output<typeof listedRefund>

/** A charge that an intent made is known by the intent's id, like every other event of that payment. */
const paymentOf = (charge: Charge) => {
  const sessionId = sessionIn(charge, charge.payment_intent)
  return { providerPaymentId: idOf(charge.payment_intent) ?? charge.id, ...(sessionId && { sessionId }) }
}

const chargeEvent = (read: Parameters<typeof reader<Charge>>[2]): Reader => reader<Charge>("a charge", charge, read)

/** `amount_captured` is the sum: of a capture in several parts, each event tells all that has been captured by then. */
const captured = chargeEvent((charge, told) => {
  const total = charge.amount_captured == null ? undefined : stripeAmount(charge.amount_captured, charge.currency)
  return paymentFact("captured", charge, told, total && { amount: total, capturedTotal: total })
})

/** Tells what `payment_intent.succeeded` or `amount_capturable_updated` tells, and the card that paid beside it, which they do not. */
const succeeded = chargeEvent((charge, told) => {
  if (charge.captured !== false) {
    const total = stripeAmount(charge.amount_captured ?? charge.amount, charge.currency)
    return paymentFact("captured", charge, told, total && { amount: total, capturedTotal: total })
  }
  const amount = stripeAmount(charge.amount, charge.currency)
  return paymentFact("authorized", charge, told, amount && { amount })
})

const expired = chargeEvent((charge, told) => {
  const amount = stripeAmount(charge.amount, charge.currency)
  return paymentFact("expired", charge, told, amount && { amount })
})

const paymentFact = (
  state: PaymentFact["state"],
  charge: Charge,
  told: Told,
  amounts: Pick<PaymentFact, "amount" | "capturedTotal"> = {},
): PaymentFact => {
  const fingerprint = charge.payment_method_details?.card?.fingerprint
  return {
    subject: "payment",
    state,
    ...paymentOf(charge),
    ...told,
    ...amounts,
    ...(fingerprint && { paymentMethodFingerprint: fingerprint }),
    ...(charge.review && { underReview: true }),
  }
}

/** `amount_refunded` is the sum of all refunds so far, never this one alone. */
const refunded = chargeEvent((charge, told, previous) => {
  if (charge.amount_refunded === 0) return "nothing is refunded"
  // Stripe calls it a refund, too, when it lets an authorization go: nobody ever had that money.
  if (charge.captured === false) return "an authorization is released, no money goes back"
  const latest = latestOf(charge.refunds?.data ?? [])
  // Without the list only the sum is told, and a refund that comes to nothing is corrected by its own `refund.failed`.
  const state = latest ? refundState(latest.status) : "succeeded"
  if (!state) return `refund status "${latest?.status}" is not known`
  // After a capture in part the sum may hold what was never captured, and then it is not what has gone back to the payer.
  const exact = charge.amount_captured == null || charge.amount_captured === charge.amount
  const refundedTotal = exact ? stripeAmount(charge.amount_refunded, charge.currency) : undefined
  const amount = latest ? stripeAmount(latest.amount, charge.currency) : addedSince(previous, charge)
  return {
    subject: "refund",
    state,
    ...paymentOf(charge),
    ...told,
    ...(latest && { providerRefundId: latest.id }),
    ...(amount && { amount }),
    ...(refundedTotal && { refundedTotal }),
  }
})

/** The refund that was made last; none when two of them are equally young, because which one this is about is then a guess. */
function latestOf(refunds: readonly ListedRefund[]): ListedRefund | undefined {
  const latest = Math.max(...refunds.map(({ created }) => created))
  const candidates = refunds.filter(({ created }) => created === latest)
  return candidates.length === 1 ? candidates[0] : undefined
}

const before = z.object({ amount_refunded: units })

/** What the sum grew by, where Stripe tells what it was before. */
function addedSince(previous: unknown, { amount_refunded, currency }: Charge): Amount | undefined {
  const known = before.safeParse(previous)
  if (!known.success || known.data.amount_refunded >= amount_refunded) return undefined
  return stripeAmount(amount_refunded - known.data.amount_refunded, currency)
}

export const CHARGES: readonly (readonly [string, Reader])[] = [
  ["charge.succeeded", succeeded],
  ["charge.captured", captured],
  ["charge.expired", expired],
  ["charge.refunded", refunded],
]
