import type { PaymentStatus } from "medusa-payment-notifications/storefront"
import type { Words } from "../words"

/** How a payment is shown: its words begin with the kind, its colors are those of the tone. */
export type Kind = "waiting" | "sent" | "action" | "authorized" | "paid" | "failed" | "ended" | "refunded" | "partlyRefunded"

export const TONES: Readonly<Record<Kind, "open" | "good" | "bad" | "back">> = {
  waiting: "open",
  sent: "open",
  action: "open",
  authorized: "good",
  paid: "good",
  failed: "bad",
  ended: "bad",
  refunded: "back",
  partlyRefunded: "back",
}

/** `hasPaid`: the buyer did their part on this device, and the provider has not reported yet. */
export function kindOf(status: PaymentStatus, hasPaid = false): Kind {
  switch (status.state) {
    case "captured":
      if (BigInt(status.refunded_amount_minor) === 0n) return "paid"
      return BigInt(status.refunded_amount_minor) < BigInt(status.captured_amount_minor) ? "partlyRefunded" : "refunded"
    case "authorized":
      return "authorized"
    case "failed":
      return hasPaid ? "sent" : "failed"
    case "canceled":
    case "expired":
      return hasPaid ? "sent" : "ended"
    case "requires_action":
      return hasPaid ? "sent" : "action"
    default:
      return hasPaid ? "sent" : "waiting"
  }
}

export const titleOf = (kind: Kind): keyof Words => `${kind}Title`

export const textOf = (kind: Kind): keyof Words => (kind === "partlyRefunded" ? "refundedText" : `${kind}Text`)
