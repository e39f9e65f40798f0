/** The colour of each state of a payment. */
export const PAYMENT_COLORS = {
  pending: "grey",
  requires_action: "orange",
  authorized: "blue",
  captured: "green",
  failed: "red",
  canceled: "grey",
  expired: "grey",
} as const
