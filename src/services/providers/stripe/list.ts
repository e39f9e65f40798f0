import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import type { Fact } from "../../domain/facts"
import type { ListedPayment, ListPage, ListWindow, ProviderContext } from "../provider"
import { storableText } from "../kit/storable-text"
import { askStripe } from "./ask"
import { unixTime } from "./answer-fields"
import type { StripeOptions } from "./options"
import { READERS } from "./readers"

/**
 * Stripe's events, and not its intents, show the changes in a span of time: today's refund or dispute of last month's payment is
 * among today's events and in no list of today's intents. They are listed whether or not they were delivered, and Stripe stores
 * them for 30 days. At most 20 types may be named; a type left out only repeats the report of another.
 */
const TYPES = [
  "payment_intent.processing",
  "payment_intent.requires_action",
  "payment_intent.partially_funded",
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.captured",
  "charge.expired",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
] as const

const page = z.object({
  data: z.array(z.looseObject({ id: storableText, type: z.string(), created: unixTime })),
  has_more: z.boolean().default(false),
})

const seconds = (at: Date): string => String(Math.ceil(at.getTime() / 1000))

/** One page of changed payments. The newest page comes first. */
export async function listStripe(
  { since, until, cursor }: ListWindow,
  context: ProviderContext<StripeOptions>,
): Promise<ListPage> {
  const query = new URLSearchParams({
    "created[gte]": seconds(since),
    "created[lt]": seconds(until),
    limit: "100",
    ...(cursor && { starting_after: cursor }),
  })
  for (const type of TYPES) query.append("types[]", type)
  const read = page.safeParse(await askStripe(`/v1/events?${query}`, context))
  if (!read.success) throw new ProviderUnavailableError("Stripe answered with something else than a list of events")
  const { data, has_more } = read.data
  const last = data.at(-1)
  return { payments: paymentsIn(data.toReversed()), ...(has_more && last && { next: last.id }) }
}

interface Listed {
  sessionId?: string
  /** A refund was made, and its event does not report its state. */
  unreported?: true
  readonly facts: Fact[]
}

function paymentsIn(events: z.output<typeof page>["data"]): readonly ListedPayment[] {
  const payments = new Map<string, Listed>()
  const paymentOf = (id: string): Listed => {
    const payment = payments.get(id) ?? { facts: [] }
    payments.set(id, payment)
    return payment
  }
  for (const event of events) {
    const reader = READERS.get(event.type)
    const missing = reader?.expand?.missing(event)
    if (missing) {
      paymentOf(missing.providerPaymentId).unreported = true
      continue
    }
    const fact = reader?.read(event, new Date(event.created * 1000))
    if (typeof fact !== "object" || !("subject" in fact) || fact.subject === "payment_method" || !fact.providerPaymentId) continue
    const payment = paymentOf(fact.providerPaymentId)
    payment.facts.push(fact)
    payment.sessionId ??= fact.sessionId
  }
  return [...payments].map(([providerPaymentId, { sessionId, facts, unreported }]) => ({
    reference: { providerPaymentId, ...(sessionId && { sessionId }) },
    // Events of each refund report it. Older versions of the API send none, and then Stripe has to be asked.
    facts: unreported && !facts.some(({ subject }) => subject === "refund") ? [] : facts,
  }))
}
