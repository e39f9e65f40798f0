import { readCurrency, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { amountOf } from "./amount"
import { pickMetadata, requireId, sessionIn } from "./fields"
import { reader, type Reader } from "./reader"

const pickSource = (object: JsonObject) => ({
  id: requireId(object),
  amount: readUnits(object.amount),
  currency: readCurrency(object.currency),
  source: readText(object.source),
  metadata: pickMetadata(object.metadata),
})

type Source = ReturnType<typeof pickSource>

const unclearSource = (what: string, problemOf: (source: Source) => string): Reader =>
  reader({ what, pick: pickSource, needs: [] }, (source) => {
    const sessionId = sessionIn(source)
    const amount = amountOf(source.amount, source.currency)
    return { unclear: { detail: problemOf(source), ...(sessionId && { sessionId }), ...(amount && { amount }) } }
  })

/** Money that comes to a source, or goes back from it, without a charge: only a charge becomes a payment. */
export const SOURCES: readonly (readonly [string, Reader])[] = [
  [
    "source.refund_attributes_required",
    unclearSource("a source", ({ id }) => `the source ${id} was paid wrongly: Stripe asks where to return the money to`),
  ],
  [
    "source.transaction.created",
    unclearSource(
      "a source's transaction",
      ({ source }) => `money came to the source ${source ?? "(not named)"}, of no charge yet`,
    ),
  ],
]
