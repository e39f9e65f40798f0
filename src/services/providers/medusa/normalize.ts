import type { PaymentState } from "../../domain/states"
import type { ProviderEvent, Reading } from "../provider"
import type { MedusaPayload } from "./parse"

/** Medusa's PaymentActions in our words. */
const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ["pending", "pending"],
  ["pending_authorization", "pending"],
  ["requires_more", "requires_action"],
  ["authorized", "authorized"],
  ["captured", "captured"],
  ["failed", "failed"],
  ["canceled", "canceled"],
])

/** Reads one fact from a payment provider's answer. Its amount has no currency; the payment session does. Pure and total. */
export function normalizeMedusa({ payload: { action, session_id, amount }, occurredAt }: ProviderEvent<MedusaPayload>): Reading {
  const state = STATES.get(action)
  if (!state) return { facts: [], ignored: `action "${action}" is not read; use one of ${[...STATES.keys()].join(", ")}` }
  return {
    facts: [
      {
        subject: "payment",
        state,
        ...(session_id && { sessionId: session_id }),
        ...(amount && { amount: { major: amount } }),
        ...(occurredAt && { occurredAt }),
      },
    ],
  }
}
