import { isJsonObject } from "../kit/read-json"
import type { WechatpayEvent } from "./envelope"
import { meaningOf, type Subject } from "./events"

/** Subjects by event and content: several payments come as a combined order. */
export type About = { readonly subject: Subject | "combined" } | { readonly unclear: string } | { readonly ignored: string }

/** The subject of the event, or the reason why it makes no fact. */
export function subjectOf({
  event_type,
  original_type,
  resource = {},
}: Pick<WechatpayEvent, "event_type" | "original_type" | "resource">): About {
  const meaning = meaningOf(event_type)
  if (!("subject" in meaning) || meaning.subject !== "payment") return meaning
  // The receiver of a shared profit gets "TRANSACTION.SUCCESS", too, with an amount that is not the order's.
  if (original_type && original_type !== "transaction") {
    return { unclear: `"${event_type}" about "${original_type}" is no payment of an order` }
  }
  if (Array.isArray(resource.sub_orders)) return { subject: "combined" }
  if (!original_type && !Object.hasOwn(resource, "trade_state")) {
    return { unclear: `"${event_type}" without a trade_state is not about a payment of an order` }
  }
  return meaning
}

/** The orders of a combined one. */
export const subOrdersOf = ({ sub_orders }: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(sub_orders) ? sub_orders.filter(isJsonObject) : []
