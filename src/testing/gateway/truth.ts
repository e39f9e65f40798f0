import type { DisputeState, Mode, RefundState } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"

export type CaptureMode = "manual" | "automatic"

/** One capture; a payment that was authorized may have several. */
export interface GatewayCapture {
  readonly id: string
  readonly amount: number
  readonly at: string
}

export interface GatewayRefund {
  readonly id: string
  readonly status: RefundState
  readonly amount: number
  /** The time at which it took its status. */
  readonly at: string
  /** The merchant's own id of the refund, where the merchant asked for it and gave one. */
  readonly reference?: string
  /** The reason of its failure. */
  readonly reason_code?: string
}

export interface GatewayDispute {
  readonly id: string
  readonly status: DisputeState
  /** The contested amount. */
  readonly amount: number
  /** The time at which it took its status. */
  readonly at: string
  readonly reason_code?: string
  /** The merchant's deadline for an answer. */
  readonly evidence_due_by?: string
}

/** The truth about one payment. Amounts are integer minor units, currencies upper-case ISO 4217, times ISO 8601. */
export interface GatewayPayment {
  readonly id: string
  /** A payment that is captured in parts stays `authorized` until nothing is left to capture. */
  readonly status: PaymentState
  readonly amount: number
  readonly currency: string
  /** The merchant's reference: Medusa's payment session. */
  readonly session_id?: string
  readonly capture_mode: CaptureMode
  readonly captures: readonly GatewayCapture[]
  readonly refunds: readonly GatewayRefund[]
  readonly disputes: readonly GatewayDispute[]
  /** Sum of the captures. */
  readonly captured_amount: number
  /** Sum of the refunds that succeeded. */
  readonly refunded_amount: number
  readonly mode: Mode
  readonly reason_code?: string
  readonly created_at: string
  /** The time of its last change by the provider's clock. */
  readonly updated_at: string
}

const sumOf = (parts: readonly { readonly amount: number }[]): number => parts.reduce((sum, { amount }) => sum + amount, 0)

/** The sum that has been refunded to the payer. */
export const refundedOf = (refunds: readonly GatewayRefund[]): number =>
  sumOf(refunds.filter(({ status }) => status === "succeeded"))

/** The refundable amount: a refund under way reserves its money, and a failed one frees it again. */
export const refundableOf = ({ captures, refunds }: GatewayPayment): number =>
  sumOf(captures) - sumOf(refunds.filter(({ status }) => status !== "failed"))

/** The payment with its changes as of `at` and recomputed sums. */
export function changed(payment: GatewayPayment, changes: Partial<GatewayPayment>, at: Date): GatewayPayment {
  const next = { ...payment, ...changes, updated_at: at.toISOString() }
  return { ...next, captured_amount: sumOf(next.captures), refunded_amount: refundedOf(next.refunds) }
}

/** The list with an entry in the place of the one with its id, or at the end. */
export const withEntry = <Entry extends { readonly id: string }>(entries: readonly Entry[], entry: Entry): readonly Entry[] =>
  entries.some(({ id }) => id === entry.id) ? entries.map((old) => (old.id === entry.id ? entry : old)) : [...entries, entry]
