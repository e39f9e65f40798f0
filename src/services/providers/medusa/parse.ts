import { z } from "@medusajs/framework/zod"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { requireShape } from "../kit/read-json"
import { storableText } from "../kit/storable-text"
import { decimalOf } from "./decimal"
import { eventId } from "./event-id"
import { verifiedWebhook } from "./verify"

const answer = z.object({
  action: storableText,
  data: z.object({ session_id: z.union([storableText, z.literal("")]).nullish(), amount: z.unknown() }).nullish(),
})

/** A payment provider's reading of a webhook. `amount` is a decimal string in major units. */
export interface MedusaPayload {
  readonly action: string
  readonly session_id?: string
  readonly amount?: string
}

/** Reads the payment provider's answer to `verify`. The event's type is Medusa's action. */
export function parseMedusa(request: WebhookRequest): readonly ProviderEvent<MedusaPayload>[] {
  const { body, reading } = verifiedWebhook(request)
  const { action, data } = requireShape(answer, reading, "the payment provider's answer")
  // Acknowledged without a row: providers that verify nothing, such as the system provider, give this answer to anybody, and with
  // a row for each such call strangers could fill the database.
  if (action === "not_supported") return []
  const amount = decimalOf(data?.amount)
  const payload = { action, ...(data?.session_id && { session_id: data.session_id }), ...(amount && { amount }) }
  return [{ id: eventId(body, request.rawBody), type: action, payload }]
}
