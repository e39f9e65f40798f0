import { DISPUTE_REPORTS } from "./dispute"
import { PAYMENT_REPORTS } from "./payment"
import { REFUND_REPORTS } from "./refund"
import type { Subject } from "./required"

/** The entity that an event is about. The other entities beside it are snapshots of their own time, and their states are not believed. */
export function subjectOf(type: string): Subject | undefined {
  if (PAYMENT_REPORTS.has(type)) return "payment"
  if (REFUND_REPORTS.has(type)) return "refund"
  return DISPUTE_REPORTS.has(type) ? "dispute" : undefined
}
