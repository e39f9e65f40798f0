import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import type { Fact, RefundFact } from "../../domain/facts"
import type { ProviderContext } from "../provider"
import { storableText } from "../kit/storable-text"
import { askStripe } from "./ask"
import { unixTime } from "./answer-fields"
import type { Charge, Intent } from "./intent-truth"
import { pickRefund } from "./listed-refund"
import type { StripeOptions } from "./options"
import { READERS } from "./readers"
import { sumOfRefunds } from "./refund-sum"

type Context = ProviderContext<StripeOptions>

const entry = z.object({ id: storableText, created: unixTime })
const list = z.object({ data: z.array(z.unknown()), has_more: z.boolean().default(false) })

/** More than any one payment has. A list that never ends must not occupy a worker forever. */
const MAX_PAGES = 10

/** Every refund of the charge, oldest first. The youngest that went through carries the sum, where Stripe has one. */
export async function refundsOf(intent: Intent, charge: Charge, context: Context): Promise<readonly Fact[]> {
  // The void of an authorization is a refund to Stripe, too, of money that nobody ever had.
  if (charge.captured === false) return []
  const complete = charge.refunds && !charge.refunds.has_more
  const refunds = complete ? charge.refunds?.data : await everyOne(`/v1/refunds?payment_intent=${intent.id}`, context)
  const facts = factsOf("refund.updated", refunds ?? [], intent)
  const youngest = facts.findLast((fact): fact is RefundFact => fact.subject === "refund" && fact.state === "succeeded")
  const listed = (refunds ?? []).map((object) => pickRefund(object) ?? unreadable())
  const refundedTotal = sumOfRefunds(charge, listed, intent.currency)
  return refundedTotal ? facts.map((fact) => (fact === youngest ? { ...youngest, refundedTotal } : fact)) : facts
}

/** Every dispute of the payment; asked for only when the charge says that there has been one. */
export async function disputesOf(intent: Intent, { disputed }: Charge, context: Context): Promise<readonly Fact[]> {
  if (!disputed) return []
  const disputes = await everyOne(`/v1/disputes?payment_intent=${intent.id}`, context)
  return factsOf("charge.dispute.updated", disputes, intent)
}

/**
 * Reads objects like the events about them. An object without a money fact is left out. A refund or a dispute says when it was
 * made, and not when it reached its state, so it is not dated: dated by its beginning, a refund that failed would look older than
 * the report that it went through.
 */
function factsOf(type: string, objects: readonly unknown[], { livemode }: Intent): readonly Fact[] {
  return objects
    .map((object) => ({ object, ...required(entry, object) }))
    .sort((one, other) => one.created - other.created)
    .flatMap(({ object }) => {
      const fact = READERS.get(type)?.read({ livemode, data: { object } }, undefined)
      if (fact === undefined) unreadable()
      return typeof fact === "object" && "subject" in fact ? [fact] : []
    })
}

async function everyOne(path: string, context: Context): Promise<readonly unknown[]> {
  const all: unknown[] = []
  let after = ""
  for (let page = 0; page < MAX_PAGES; page++) {
    const { data, has_more } = required(list, await askStripe(`${path}&limit=100${after}`, context))
    all.push(...data)
    if (!has_more || !data.length) return all
    after = `&starting_after=${encodeURIComponent(required(entry, data.at(-1)).id)}`
  }
  throw new ProviderUnavailableError(`Stripe lists more than ${MAX_PAGES * 100} entries at ${path.split("?")[0]} for one payment`)
}

function required<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  return unreadable()
}

function unreadable(): never {
  throw new ProviderUnavailableError("Stripe answered with a list that cannot be read")
}
