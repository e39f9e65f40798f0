import { MalformedPayloadError } from "../../domain/errors"
import type { PaymentFact } from "../../domain/facts"
import { readBoolean, readCurrency, readObject, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { amountOf } from "./amount"
import { idOf, pickCard, pickMetadata, pickReference, requireId, requireKind, requireReference, sessionIn } from "./fields"
import { pickRefunds } from "./listed-refund"
import { reader, type EventContext, type Reader, type With } from "./reader"

export const pickCharge = (object: JsonObject) => ({
  id: requireId(object),
  object: requireKind(object, "charge"),
  amount: readUnits(object.amount),
  amount_captured: capturedUnits(object),
  amount_refunded: readUnits(object.amount_refunded),
  captured: readBoolean(object.captured),
  currency: readCurrency(object.currency),
  payment_intent: requireReference(object, "payment_intent"),
  metadata: pickMetadata(object.metadata),
  payment_method_details: pickMethod(object.payment_method_details),
  review: pickReference(object.review),
  failure_code: readText(object.failure_code),
  outcome: pickOutcome(object.outcome),
  refunds: pickRefunds(object.refunds),
})

export type Charge = ReturnType<typeof pickCharge>

/** Absent in API versions that captured all or nothing. Read as absent where it is unreadable, it would claim the whole amount. */
function capturedUnits({ amount_captured }: JsonObject): number | undefined {
  const units = readUnits(amount_captured)
  if (units === undefined && amount_captured != null)
    throw new MalformedPayloadError("data.object.amount_captured cannot be read")
  return units
}

const pickMethod = (details: unknown) => ({ type: readText(readObject(details)?.type), ...pickCard(details) })

function pickOutcome(outcome: unknown): { readonly reason: string } | undefined {
  const reason = readText(readObject(outcome)?.reason)
  return reason === undefined ? undefined : { reason }
}

/** A charge that an intent made is known by the intent's id, like every other event of that payment. */
export const paymentOf = (charge: Charge) => {
  const sessionId = sessionIn(charge, charge.payment_intent)
  return { providerPaymentId: idOf(charge.payment_intent) ?? charge.id, ...(sessionId && { sessionId }) }
}

export const chargeEvent = <Key extends keyof Charge>(
  needs: readonly Key[],
  read: Parameters<typeof reader<Charge, Key>>[1],
): Reader => reader({ what: "a charge", pick: pickCharge, needs }, read)

/** `amount_captured` is the sum: of a capture in several parts, each event reports everything captured by then. */
const captured = chargeEvent(["currency"], (charge, context) => {
  const total = amountOf(charge.amount_captured, charge.currency)
  return paymentFact("captured", charge, context, total && { amount: total, capturedTotal: total })
})

/** Reports the same as `payment_intent.succeeded` or `amount_capturable_updated`, and also the card that paid, which they do not. */
const succeeded = chargeEvent(["amount", "currency", "captured"], (charge, context) => {
  if (charge.captured) {
    const total = amountOf(charge.amount_captured ?? charge.amount, charge.currency)
    return paymentFact("captured", charge, context, total && { amount: total, capturedTotal: total })
  }
  const amount = amountOf(charge.amount, charge.currency)
  return paymentFact("authorized", charge, context, amount && { amount })
})

const inState = (state: "pending" | "expired" | "failed") =>
  chargeEvent([], (charge: With<Charge, never>, context) => {
    const amount = amountOf(charge.amount, charge.currency)
    // The bank's own reason is the decline code of the intent's event.
    const reasonCode = state === "failed" ? (charge.outcome?.reason ?? charge.failure_code) : undefined
    return { ...paymentFact(state, charge, context, amount && { amount }), ...(reasonCode && { reasonCode }) }
  })

const paymentFact = (
  state: PaymentFact["state"],
  charge: Charge,
  context: EventContext,
  amounts: Pick<PaymentFact, "amount" | "capturedTotal"> = {},
): PaymentFact => {
  const fingerprint = charge.payment_method_details.card?.fingerprint
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
  ["charge.pending", inState("pending")],
  ["charge.succeeded", succeeded],
  ["charge.captured", captured],
  ["charge.failed", inState("failed")],
  ["charge.expired", inState("expired")],
]
