import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentRows } from "./payment-rows"

export interface AcceptedAmount {
  readonly session_id: string
  /** The session's Payment, where it has one. */
  readonly payment_id: string | null
  /** The amount that session and payment get, in major units; null where theirs fits. */
  readonly amount: string | null
}

/** Makes session and payment fit an amount that a person has accepted; a canceled payment is no longer canceled. */
export async function acceptAmount(
  container: MedusaContainer,
  { session_id, payment_id, amount }: AcceptedAmount,
): Promise<void> {
  const payments = paymentRows(container)
  // Core captures nothing more of a payment that was captured in full: if its amount is higher now, there is more to capture.
  const changed = amount === null ? {} : { amount, captured_at: null }
  if (payment_id) await payments.updatePayment({ id: payment_id, canceled_at: null, ...changed })
  // Last: an interrupted run is recognized by the session's amount.
  if (amount !== null) await payments.updatePaymentSessions({ id: session_id, amount })
}
