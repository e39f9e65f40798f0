import { readObject, readText, requireField } from "../kit/fields"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { decimalOf } from "./decimal"
import { eventId } from "./event-id"
import { verifiedWebhook } from "./verify"

/** A payment provider's reading of a webhook. `amount` is a decimal string in major units. */
export interface MedusaPayload {
  readonly action: string
  readonly session_id?: string
  readonly amount?: string
}

/** Reads the payment provider's answer to `verify`. The event's type is Medusa's action, and all else may be missing. */
export function parseMedusa(request: WebhookRequest): readonly ProviderEvent<MedusaPayload>[] {
  const { body, reading } = verifiedWebhook(request)
  const answer = readObject(reading)
  const action = requireField(readText(answer?.action), "the payment provider's answer: action", "must be text")
  // Acknowledged without a row: providers that verify nothing, such as the system provider, give this answer to anybody, and with
  // a row for each such call strangers could fill the database.
  if (action === "not_supported") return []
  const data = readObject(answer?.data)
  const sessionId = readText(data?.session_id)
  const amount = decimalOf(data?.amount)
  const payload = { action, ...(sessionId && { session_id: sessionId }), ...(amount && { amount }) }
  return [{ id: eventId(body, request.rawBody), type: action, payload }]
}
