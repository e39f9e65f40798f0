import { readCurrency, readObject, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { pickMetadata, requireId, requireKind, requireReference } from "./fields"

/** A line of a Checkout session. */
export interface Line {
  readonly description: string | undefined
  readonly quantity: number | undefined
  readonly amount_total: number | undefined
  readonly currency: string | undefined
}

function pickLine(line: unknown): Line {
  const object = readObject(line)
  return {
    description: readText(object?.description),
    quantity: readUnits(object?.quantity),
    amount_total: readUnits(object?.amount_total),
    currency: readCurrency(object?.currency),
  }
}

/** The lines of an order, where the API was asked to expand them. */
function pickLines(lines: unknown): { readonly data: readonly Line[]; readonly has_more: boolean } | undefined {
  const list = readObject(lines)
  if (!Array.isArray(list?.data)) return undefined
  return { data: list.data.map(pickLine), has_more: list.has_more === true }
}

/** The agent that bought, where the API was asked to expand the intent, in a version that shows it. Its name is its own word. */
function pickAgent(object: JsonObject) {
  const details = readObject(object.agent_details) ?? readObject(readObject(object.payment_intent)?.agent_details)
  const profile = readText(details?.network_business_profile) ?? readText(readObject(details?.network_business_profile)?.id)
  return profile === undefined ? undefined : { network_business_profile: profile, name: readText(details?.name) }
}

/** The fields of a Checkout session that are read. */
export const pickSession = (object: JsonObject) => ({
  id: requireId(object),
  object: requireKind(object, "checkout.session"),
  mode: readText(object.mode),
  payment_status: readText(object.payment_status),
  amount_total: readUnits(object.amount_total),
  currency: readCurrency(object.currency),
  client_reference_id: readText(object.client_reference_id),
  payment_intent: requireReference(object, "payment_intent"),
  metadata: pickMetadata(object.metadata),
  line_items: pickLines(object.line_items),
  agent_details: pickAgent(object),
})

export type CheckoutSession = ReturnType<typeof pickSession>
