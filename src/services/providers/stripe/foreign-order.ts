import { toMajor } from "../../domain/money"
import type { JsonObject } from "../kit/read-json"
import type { Unclear } from "../provider"
import { amountOf } from "./amount"
import type { CheckoutSession, Line } from "./pick-session"
import { idOf, sessionIn } from "./fields"
import { readable, type Missing, type ReaderOptions } from "./reader"

/**
 * Whether a completed Checkout session may be the order of an agent. Stripe makes such a session itself, so that it carries no
 * reference of any application; nothing in it says more.
 */
export const isForeign = (session: CheckoutSession, { sellsThroughAgents }: ReaderOptions): boolean =>
  sellsThroughAgents === true && !session.client_reference_id && !sessionIn(session, session.payment_intent)

/** The one version of the API that names an agent, in its session's intent. */
export const AGENT_DETAILS = { version: "2025-12-15.preview", field: "payment_intent" } as const

/** A session is an agent's where Stripe says so; one without a reference is that of another application as often. */
const takenBy = (agent: CheckoutSession["agent_details"]): string => {
  if (!agent) return "without a cart of this store: it may be an order that an agent took"
  return `as an order that ${agent.name ? `the agent “${agent.name.slice(0, 80)}”` : "an agent"} took at Stripe`
}

/** An order that was taken outside of Medusa, for a person who has to enter it. */
export function foreignOrder({
  id,
  payment_status,
  line_items: lines,
  agent_details: agent,
}: CheckoutSession): Pick<Unclear, "detail" | "foreignOrder"> {
  const paid = payment_status === "paid" ? "paid" : "not paid yet"
  const sentences = lines?.data.map(sentenceOf) ?? []
  return {
    detail: `the Checkout session ${id} was completed (${paid}) ${takenBy(agent)}`,
    foreignOrder: lines?.has_more ? [...sentences, "Stripe shows more lines"] : sentences,
  }
}

function sentenceOf({ description = "a line without a name", quantity, amount_total, currency }: Line): string {
  const amount = amountOf(amount_total, currency)
  const sum = amount && "minor" in amount ? `, ${toMajor(amount.minor, amount.currency)} ${amount.currency}` : ""
  return `${quantity ?? "?"} × ${description}${sum}`
}

const SESSION_ID = /^[A-Za-z0-9_]{1,255}$/

/** The Checkout session whose lines have to be asked for. */
export function missingLines(
  payload: unknown,
  pick: (object: JsonObject) => CheckoutSession,
  options: ReaderOptions = {},
): Missing | undefined {
  const session = readable(payload, pick)?.object
  if (!session || session.line_items || session.mode !== "payment" || !SESSION_ID.test(session.id)) return undefined
  if (session.payment_status === "no_payment_required" || !isForeign(session, options)) return undefined
  return { place: `/v1/checkout/sessions/${session.id}`, providerPaymentId: idOf(session.payment_intent) ?? session.id }
}
