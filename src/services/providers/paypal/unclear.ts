import type { Unclear } from "../provider"
import { readReference } from "../kit/session-reference"
import { paypalAmount } from "./amount"
import { disputeFact, orderFact, paymentFact, refundFact } from "./facts"
import type { readOlder } from "./notification"
import type { PayPalOptions } from "./options"
import type { Truth } from "./resources"

/** PayPal's report with a state that is not known: its payment and its sum, as the fact of a known state would have them. */
export function unclearTruth(detail: string, truth: Truth, type: string, options: PayPalOptions): Unclear {
  const { sessionId, providerPaymentId, merchantReference, amount } = pendingFact(truth, type, options)
  return {
    detail,
    ...(sessionId && { sessionId }),
    ...(providerPaymentId && { providerPaymentId }),
    ...(merchantReference && { merchantReference }),
    ...(amount && { amount }),
  }
}

function pendingFact(truth: Truth, type: string, options: PayPalOptions) {
  switch (truth.kind) {
    case "capture":
      return paymentFact("pending", truth.capture, options)
    case "authorization":
      return paymentFact("pending", truth.authorization, options)
    case "refund":
      return refundFact("pending", truth, type, options)
    case "order":
      return orderFact("pending", truth.order, options)
    case "dispute":
      return disputeFact("opened", truth, options)
  }
}

/** A webhook that is not read, and claims that money moved. Its sum is what the webhook claims. */
export function unclearClaim(detail: string, { id, custom, amount }: ReturnType<typeof readOlder>): Unclear {
  const { total, currency } = amount ?? {}
  const claimed = total && currency ? paypalAmount({ value: total, currency_code: currency }) : undefined
  return {
    detail: id ? `${detail} (${id})` : detail,
    ...readReference(custom),
    ...(claimed && { amount: claimed }),
  }
}
