import type { PaymentCapture, PaymentRecord, PaymentTransition } from "../../../../../services/store/entities"

/** A capture as it is shown: `id` and `provider_capture_id` are null where the provider did not name it. */
export type ShownCapture = Pick<PaymentCapture, "amount" | "occurred_at" | "created_at"> & {
  readonly id: string | null
  /** Absent, too, where the provider did not name it. */
  readonly payment_record_id?: string
  readonly provider_capture_id: string | null
}

type CapturedPayment = Pick<PaymentRecord, "captured_amount">
type Reported = Pick<PaymentTransition, "fact" | "amount" | "occurred_at" | "created_at">

/**
 * All captures of a payment, which add up to its captured sum. Providers behind core's route, and others that know a payment as a
 * whole, name none: these captures are read from the transitions, each of which reported a higher total than the one before.
 */
export function allCaptures(
  payment: CapturedPayment,
  named: readonly ShownCapture[],
  timeline: readonly Reported[],
): ShownCapture[] {
  const rest = BigInt(payment.captured_amount) - sum(named)
  if (rest <= 0n) return [...named]
  const reports = timeline.filter(({ fact }) => fact === "payment.captured")
  const parts = named.length ? [] : partsOf(reports)
  if (sum(parts) === rest) return parts
  const last = reports.at(-1)
  return last ? [...named, unnamed(rest, last)] : [...named]
}

function partsOf(reports: readonly Reported[]): ShownCapture[] {
  let total = 0n
  return reports.flatMap((report) => {
    const part = BigInt(report.amount) - total
    if (part <= 0n) return []
    total += part
    return [unnamed(part, report)]
  })
}

const unnamed = (amount: bigint, { occurred_at, created_at }: Reported): ShownCapture => ({
  id: null,
  provider_capture_id: null,
  amount: amount.toString(),
  occurred_at,
  created_at,
})

const sum = (captures: readonly { readonly amount: string }[]): bigint =>
  captures.reduce((total, { amount }) => total + BigInt(amount), 0n)
