import type { CapturedPayment } from "../../../services/domain/uncaptured-remainder"
import type { PaymentRecord } from "../../../services/store/entities"

/** A payment's row, as what its provider lets go of is compared with it. */
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
  // Where its time is not told, it was captured before we knew: what was refunded later than that is no release.
  occurredAt: occurred_at ?? updated_at,
})
