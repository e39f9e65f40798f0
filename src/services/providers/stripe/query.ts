import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import type { Fact } from "../../domain/facts"
import type { PaymentReference, ProviderContext } from "../provider"
import { askStripe } from "./ask"
import { disputesOf, refundsOf } from "./charge-truth"
import { charge, intentFact, type Intent, intent } from "./intent-truth"
import type { StripeOptions } from "./options"

type Context = ProviderContext<StripeOptions>

/** An id that becomes part of an address. Payments without an intent (charges of Stripe's older API) are not asked for. */
const INTENT_ID = /^(?!ch_|py_|cs_)[A-Za-z0-9_]{1,255}$/
/** It holds nothing that could end the quotes of a search. */
const SESSION_ID = /^payses_[0-9A-Z]{26}$/

const EXPANDED = "expand[]=latest_charge.refunds"

const found = z.object({ data: z.array(z.object({ id: z.string().regex(INTENT_ID) })) })

export const canQueryStripe = ({ apiKeys }: StripeOptions, reference?: PaymentReference): boolean =>
  apiKeys !== undefined &&
  (!reference || INTENT_ID.test(reference.providerPaymentId ?? "") || SESSION_ID.test(reference.sessionId ?? ""))

/** The intent in its current state, with the refunds and disputes of the last charge. */
export async function queryStripe(reference: PaymentReference, context: Context): Promise<readonly Fact[] | undefined> {
  const id = await intentIdOf(reference, context)
  if (!id) return undefined
  const answer = await askStripe(`/v1/payment_intents/${id}?${EXPANDED}`, context)
  if (answer === undefined) return undefined
  const read = intent.safeParse(answer)
  if (!read.success || read.data.id !== id) {
    throw new ProviderUnavailableError("Stripe answered with something else than the payment intent that was asked for")
  }
  return factsOf(answer, read.data, context)
}

async function factsOf(answer: unknown, intent: Intent, context: Context): Promise<readonly Fact[]> {
  const latest = charge.nullish().safeParse(intent.latest_charge).data
  const payment = intentFact(answer, intent, latest)
  const moneyBack = latest ? [...(await refundsOf(intent, latest, context)), ...(await disputesOf(intent, latest, context))] : []
  // Refunds and disputes name the intent and, unlike the intent, rarely the session.
  const sessionId = payment.sessionId
  return [payment, ...moneyBack.map((fact) => ({ ...(sessionId && { sessionId }), ...fact }))]
}

/** The named intent, or else the one that names the session. Stripe's search may be a minute behind. */
async function intentIdOf({ providerPaymentId: id, sessionId }: PaymentReference, context: Context): Promise<string | undefined> {
  if (id && INTENT_ID.test(id)) return id
  if (!sessionId || !SESSION_ID.test(sessionId)) return undefined
  const query = encodeURIComponent(`metadata["session_id"]:"${sessionId}"`)
  const answer = found.safeParse(await askStripe(`/v1/payment_intents/search?query=${query}&limit=1`, context))
  if (!answer.success) throw new ProviderUnavailableError("Stripe answered a search with something else than payment intents")
  return answer.data.data[0]?.id
}
