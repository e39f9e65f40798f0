import type { DisputeState, RefundState } from "../../domain/facts"
import { disputeDescription, disputeStatus, refundStatus, type AgentAdjustment } from "./order"

/** Our row of a refund; `amount` in minor units of the order's currency. */
export interface KnownRefund {
  readonly id: string
  readonly state: RefundState
  readonly amount: bigint
  readonly reasonCode: string | null
  readonly at: Date
}

/** Our row of a dispute. */
export interface KnownDispute {
  readonly id: string
  readonly state: DisputeState
  readonly amount: bigint | null
  readonly reasonCode: string | null
  readonly at: Date
  /** The provider pays a lost dispute out as a refund and reports that as well: the same money must not stand twice. */
  readonly settledByRefund?: boolean
}

/** A canceled order, by when Medusa canceled it. */
export interface KnownCancellation {
  readonly orderId: string
  readonly at: Date
}

/**
 * The adjustments of an order in the order in which they came, from the rows that say how each stands now: a refund that fails after
 * it succeeded is the same adjustment, `failed`.
 */
export function adjustmentsOf(known: {
  readonly refunds: readonly KnownRefund[]
  readonly disputes: readonly KnownDispute[]
  readonly cancellation?: KnownCancellation
}): readonly AgentAdjustment[] {
  const canceled = known.cancellation ? [cancellation(known.cancellation)] : []
  return [...canceled, ...known.refunds.map(refund), ...known.disputes.map(dispute)].sort(
    (a, b) => a.occurredAt.getTime() - b.occurredAt.getTime() || (a.id < b.id ? -1 : 1),
  )
}

const cancellation = ({ orderId, at }: KnownCancellation): AgentAdjustment => ({
  id: `${orderId}_cancellation`,
  type: "cancellation",
  status: "completed",
  occurredAt: at,
})

const refund = ({ id, state, amount, reasonCode, at }: KnownRefund): AgentAdjustment => ({
  id,
  type: "refund",
  status: refundStatus[state],
  occurredAt: at,
  credited: amount,
  ...(reasonCode && { reason: reasonCode }),
})

function dispute({ id, state, amount, reasonCode, at, settledByRefund }: KnownDispute): AgentAdjustment {
  const moves = state !== "warning" && state !== "closed" && !settledByRefund && amount !== null
  return {
    id,
    type: "dispute",
    status: disputeStatus[state],
    occurredAt: at,
    description: disputeDescription[state],
    ...(moves && { credited: amount }),
    ...(reasonCode && { reason: reasonCode }),
  }
}
