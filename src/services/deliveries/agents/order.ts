import type { RefundState, DisputeState } from "../../domain/facts"

/** An order as agents' platforms are sent it: no person, no address, no card. Money is in minor units, as ISO 4217 counts them. */
export interface AgentOrder {
  readonly id: string
  /** The number that the customer knows. */
  readonly displayId?: string
  /** The checkout session's id, as the platform knows it. */
  readonly checkoutId: string
  /** The order's page in the storefront. */
  readonly permalinkUrl: string
  /** ISO 4217, upper case. */
  readonly currency: string
  readonly status: AgentOrderStatus
  readonly lines: readonly AgentLine[]
  readonly totals: AgentTotals
  readonly adjustments: readonly AgentAdjustment[]
}

/** `created`: the money is not in yet. `confirmed`: authorized or captured. */
export type AgentOrderStatus = "created" | "confirmed" | "processing" | "shipped" | "completed" | "canceled"

export interface AgentLine {
  readonly id: string
  /** The variant's SKU or id: the platform knows the product by it. */
  readonly itemId: string
  readonly title: string
  readonly unitPrice: bigint
  readonly ordered: number
  /** Without canceled and returned ones. */
  readonly current: number
  readonly fulfilled: number
}

/** None of them is negative, and `subtotal - discount + shipping + tax = total`. Refunds change nothing here. */
export interface AgentTotals {
  readonly subtotal: bigint
  readonly discount: bigint
  readonly shipping: bigint
  readonly tax: bigint
  readonly total: bigint
}

export type AdjustmentStatus = "pending" | "completed" | "failed"

/** Money that goes back to the buyer, or an order that is canceled. */
export interface AgentAdjustment {
  readonly id: string
  readonly type: "refund" | "dispute" | "cancellation"
  readonly status: AdjustmentStatus
  readonly occurredAt: Date
  /** The amount that the buyer is credited with: positive, whichever sign a protocol writes. Absent where no money moves or none is known. */
  readonly credited?: bigint
  readonly description?: string
  readonly reason?: string
}

/** An order as Medusa and our own rows have it, before a platform's ids are put in. */
export interface SourceOrder extends Omit<AgentOrder, "checkoutId" | "permalinkUrl"> {
  readonly cartId: string | null
  readonly metadata: Readonly<Record<string, unknown>>
}

/** How a platform is sent an order. */
export interface OrderFormat {
  /**
   * The body; undefined for an order that did not come from the platform, or whose checkout the platform could not tell. `isFirst`:
   * the platform has none of the order's states yet.
   */
  write(order: SourceOrder, isFirst: boolean): object | undefined
  /** The bytes of a frozen body, for versions that have the event's id and time in it. Equal at every attempt, as both are. */
  frame?(body: string, event: { readonly id: string; readonly at: Date }): string
}

/** A line's status, derived from its quantities by the rules that both protocols share. */
export function lineStatus({ current, fulfilled }: AgentLine): "processing" | "partial" | "fulfilled" | "removed" {
  if (current === 0) return "removed"
  if (fulfilled >= current) return "fulfilled"
  return fulfilled > 0 ? "partial" : "processing"
}

export const refundStatus: Record<RefundState, AdjustmentStatus> = {
  pending: "pending",
  succeeded: "completed",
  failed: "failed",
}

/** Of a dispute, `completed` says that the buyer has the money back: that is a lost one, and no other. */
export const disputeStatus: Record<DisputeState, AdjustmentStatus> = {
  warning: "pending",
  opened: "pending",
  under_review: "pending",
  lost: "completed",
  won: "failed",
  closed: "failed",
}

/** Neither protocol has a status of payments: a dispute's end is said in words, where a person at the platform reads it. */
export const disputeDescription: Record<DisputeState, string> = {
  warning: "The buyer's bank asks about the payment",
  opened: "The buyer disputes the payment",
  under_review: "The buyer's bank reviews the dispute",
  lost: "The dispute was decided for the buyer",
  won: "The dispute was decided for the merchant",
  closed: "The dispute was closed, and no money was moved",
}

/** Minor units as JSON numbers. Throws RangeError where they are not exact any more. */
export function minorNumber(minor: bigint): number {
  const number = Number(minor)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${minor} minor units are more than a JSON number holds`)
  return number
}
