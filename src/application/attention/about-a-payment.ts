import type { AttentionKind } from "../../services/domain/attention-kinds"

/** Kinds that are about one payment of the provider's, however many events report it. */
export const ABOUT_A_PAYMENT: ReadonlySet<AttentionKind> = new Set([
  "orphan_payment",
  "double_payment",
  "late_payment",
  "capture_reversed",
  "risk",
  "foreign_order",
])
