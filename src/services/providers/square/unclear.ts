import type { Reading } from "../provider"
import { squareAmount } from "./amount"
import { referencesOf } from "./references"
import type { Subject } from "./subject"

/** An event about money of which no fact can be made: all that it says of the payment, for a person. */
export function unclear(subject: Subject | undefined, detail: string): Reading {
  const money =
    subject && (subject.kind === "payment" && subject.thing.total_money ? subject.thing.total_money : subject.thing.amount_money)
  const amount = money && squareAmount(money)
  const providerPaymentId = subject && paymentIdOf(subject)
  return {
    facts: [],
    unclear: {
      detail,
      ...(providerPaymentId && { providerPaymentId }),
      ...(subject?.kind === "payment" && referencesOf(subject.thing)),
      ...(amount && { amount }),
    },
  }
}

function paymentIdOf({ kind, thing }: Subject): string | undefined {
  if (kind === "payment") return thing.id
  return kind === "refund" ? thing.payment_id : thing.disputed_payment?.payment_id
}
