import { z } from "@medusajs/framework/zod"
import type { PaymentFact } from "../../domain/facts"
import { storableText } from "../kit/storable-text"
import { stripeAmount } from "./amount"
import { currency, expandable, idOf, metadata, methodDetails, optionalText, sessionIn, unixTime, units } from "./event"
import { reader, snapshot, type Reader, type EventContext } from "./reader"

/** A refund as a charge lists it. */
export const listedRefund = z.object({ id: storableText, amount: units, created: unixTime, status: optionalText })

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

export type Charge = z.output<typeof charge>
export type ListedRefund = z.output<typeof listedRefund>

/** An event about a charge. */
export const chargeSnapshot = snapshot(charge)

/** A charge that an intent made is known by the intent's id, like every other event of that payment. */
export const paymentOf = (charge: Charge) => {
  const sessionId = sessionIn(charge, charge.payment_intent)
  return { providerPaymentId: idOf(charge.payment_intent) ?? charge.id, ...(sessionId && { sessionId }) }
}

export const chargeEvent = (read: Parameters<typeof reader<Charge>>[2]): Reader => reader<Charge>("a charge", charge, read)

/** `amount_captured` is the sum: of a capture in several parts, each event reports everything captured by then. */
const captured = chargeEvent((charge, context) => {
  const total = charge.amount_captured == null ? undefined : stripeAmount(charge.amount_captured, charge.currency)
  return paymentFact("captured", charge, context, total && { amount: total, capturedTotal: total })
})

/** Reports the same as `payment_intent.succeeded` or `amount_capturable_updated`, and also the card that paid, which they do not. */
const succeeded = chargeEvent((charge, context) => {
  if (charge.captured !== false) {
    const total = stripeAmount(charge.amount_captured ?? charge.amount, charge.currency)
    return paymentFact("captured", charge, context, total && { amount: total, capturedTotal: total })
  }
  const amount = stripeAmount(charge.amount, charge.currency)
  return paymentFact("authorized", charge, context, amount && { amount })
})

const expired = chargeEvent((charge, context) => {
  const amount = stripeAmount(charge.amount, charge.currency)
  return paymentFact("expired", charge, context, amount && { amount })
})

const paymentFact = (
  state: PaymentFact["state"],
  charge: Charge,
  context: EventContext,
  amounts: Pick<PaymentFact, "amount" | "capturedTotal"> = {},
): PaymentFact => {
  const fingerprint = charge.payment_method_details?.card?.fingerprint
  return {
    subject: "payment",
    state,
    ...paymentOf(charge),
    ...context,
    ...amounts,
    ...(fingerprint && { paymentMethodFingerprint: fingerprint }),
    ...(charge.review && { underReview: true }),
  }
}

export const CHARGES: readonly (readonly [string, Reader])[] = [
  ["charge.succeeded", succeeded],
  ["charge.captured", captured],
  ["charge.expired", expired],
]
