import type { CapturedPayment } from "../../../services/domain/uncaptured-remainder"
import type { PaymentRecord } from "../../../services/store/entities"

/** A payment's row in the form that is compared with the remainder its provider releases. */
export const capturedPayment = ({
  state,
  amount,
  captured_amount,
  currency_code,
  occurred_at,
  updated_at,
}: PaymentRecord): CapturedPayment => ({
  state,
  amount: BigInt(amount),
  captured: BigInt(captured_amount),
  currency: currency_code,
  // Where the provider reports no time, the payment was captured before we knew: a later refund is no release of the remainder.
  occurredAt: occurred_at ?? updated_at,
})
