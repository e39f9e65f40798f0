import type { PaymentState } from "../../domain/states"
import type { AdyenItem } from "./event"
import type { AdyenOptions } from "./options"
import type { Reported } from "./reports"

/**
 * The state of a payment that is authorized: captured under immediate capture, unless its method is captured by hand all the same.
 * The method's name is unsigned, so it can only keep a payment from being called captured. A review decides nothing about capture.
 */
export function stateOfPayment(
  { paymentMethod }: AdyenItem,
  { state, reviewDecision }: Extract<Reported, { subject: "payment" }>,
  { captureMode, capturedByHand }: AdyenOptions,
): PaymentState {
  if (state !== "authorized" || reviewDecision || captureMode !== "immediate") return state
  return paymentMethod && capturedByHand.some((name) => isVariant(paymentMethod.toLowerCase(), name)) ? "authorized" : "captured"
}

/** `klarna` stands for `klarna_account` and `klarna_paynow`, too. */
const isVariant = (method: string, name: string): boolean => method === name || method.startsWith(`${name}_`)
