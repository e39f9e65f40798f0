import type { Captured } from "../../../services/domain/compare"
import { minorOf } from "../../../services/domain/compare"
import { capturedTotal } from "../../../services/domain/captures"
import type { PaymentFact } from "../../../services/domain/facts"
import { larger } from "../../../services/domain/money"
import type { PaymentCapture, PaymentRecord } from "../../../services/store/entities"

export interface ReportedCapture extends Captured {
  /** The largest total that was reported without naming captures one by one. */
  readonly reportedTotal: bigint
  /** The capture that this fact names, where it is a new one. */
  readonly named?: { readonly id: string; readonly amount: bigint }
}

/** The sum of a captured fact and the earlier reports; undefined for a fact whose amount cannot be read. */
export function reportCapture(
  fact: PaymentFact,
  currency: string,
  expected: bigint,
  record: PaymentRecord | null,
  captures: readonly PaymentCapture[],
): ReportedCapture | undefined {
  const amount = fact.amount && minorOf(fact.amount, currency)
  if (amount === undefined) return undefined
  const { providerCaptureId: id } = fact
  const isKnown = captures.some(({ provider_capture_id }) => provider_capture_id === id)
  const named = id !== undefined && !isKnown ? { id, amount } : undefined
  const reported = fact.capturedTotal ? minorOf(fact.capturedTotal, currency) : id === undefined ? amount : undefined
  const reportedTotal = larger(reported ?? 0n, BigInt(record?.reported_captured_total ?? 0))
  const amounts = [...captures.map((capture) => BigInt(capture.amount)), ...(named ? [named.amount] : [])]
  const authorized = fact.authorizedAmount && minorOf(fact.authorizedAmount, currency)
  return {
    total: capturedTotal(amounts, reportedTotal),
    reportedTotal,
    authorizedInFull: authorized === expected || BigInt(record?.authorized_amount ?? 0) === expected,
    ...(named && { named }),
  }
}
