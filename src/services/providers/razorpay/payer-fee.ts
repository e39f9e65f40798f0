import type { Amount } from "../../domain/money"
import { razorpayAmount } from "./amount"
import type { RazorpayOrder } from "./event"
import type { Whole } from "./required"

interface Asked {
  readonly amount?: Amount
  readonly payerFee?: Amount
}

/**
 * Where the payer bears Razorpay's fee, a payment's amount is the order's amount plus `fee`. The body says so in one of two
 * ways: `fee_bearer`, or the payment's own order, whose amount is lower by exactly the fee. Without either, the amount stays
 * whole, and the money is quarantined for the difference.
 */
export function askedAmount(payment: Whole<"payment">, order: RazorpayOrder | undefined): Asked {
  const { amount, currency, fee = 0, fee_bearer } = payment
  const ownOrder = order?.id !== undefined && order.id === payment.order_id ? order : undefined
  const borneByPayer = fee_bearer === "customer" || ownOrder?.amount === amount - fee
  const payerFee = borneByPayer && fee > 0 && fee < amount ? razorpayAmount(fee, currency) : undefined
  return payerFee ? { amount: razorpayAmount(amount - fee, currency), payerFee } : { amount: razorpayAmount(amount, currency) }
}
