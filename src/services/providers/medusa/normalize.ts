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
export function normalizeMedusa({ payload, occurredAt }: ProviderEvent<MedusaPayload>): Reading {
  const { action, session_id, amount } = payload
  const state = STATES.get(action)
  if (!state) return readUnknown(payload)
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

/** An action of another version of Medusa's, or of the provider's own. Beside a session or a sum, it may be any news about money. */
function readUnknown({ action, session_id, amount }: MedusaPayload): Reading {
  const detail = `action "${action}" is not read; use one of ${[...STATES.keys()].join(", ")}`
  if (!session_id && !amount) return { facts: [], ignored: detail }
  return {
    facts: [],
    unclear: { detail, ...(session_id && { sessionId: session_id }), ...(amount && { amount: { major: amount } }) },
  }
}
