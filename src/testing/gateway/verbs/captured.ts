import { GatewayError } from "../error"
import { changed, type GatewayPayment } from "../truth"
import type { CaptureRequest } from "../types"

/** States in which a partial capture leaves the remainder to be captured. */
const OPEN: ReadonlySet<string> = new Set(["pending", "requires_action", "authorized"])

/**
 * The payment with one more capture: of `capture_amount`, or of all that is left. Where nothing is left and nothing is asked for,
 * the last capture is reported once more.
 */
export function captured(
  payment: GatewayPayment,
  { capture_amount, final }: Pick<CaptureRequest, "capture_amount" | "final">,
  at: Date,
): GatewayPayment {
  const amount = capture_amount ?? payment.amount - payment.captured_amount
  if (!Number.isSafeInteger(amount) || (capture_amount !== undefined && amount <= 0)) {
    throw new GatewayError(422, "bad_amount", "capture_amount must be a positive number of minor units")
  }
  const capture = { id: `${payment.id}_c${payment.captures.length + 1}`, amount, at: at.toISOString() }
  const captures = amount > 0 ? [...payment.captures, capture] : payment.captures
  const next = changed(payment, { captures }, at)
  const open = !final && next.captured_amount < payment.amount && OPEN.has(payment.status)
  return { ...next, status: open ? "authorized" : "captured" }
}
