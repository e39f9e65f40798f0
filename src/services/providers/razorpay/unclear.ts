import type { Reading } from "../provider"
import { razorpayAmount } from "./amount"
import type { RazorpayEvent } from "./event"
import { referenceOf } from "./reference"

/** An event about money of which no fact can be made: all that it says of the payment, for a person. */
export function unclear(event: RazorpayEvent, detail: string): Reading {
  const { payment, refund, dispute } = event
  const about = dispute ?? refund ?? payment
  const providerPaymentId = dispute?.payment_id ?? refund?.payment_id ?? payment?.id
  const amount = razorpayAmount(about?.amount, about?.currency)
  return {
    facts: [],
    unclear: {
      detail,
      ...(providerPaymentId && { providerPaymentId }),
      ...referenceOf(event, providerPaymentId),
      ...(amount && { amount }),
    },
  }
}
