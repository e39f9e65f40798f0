import { PaymentNotificationError, ProviderUnavailableError } from "../../domain/errors"
import { callProvider } from "../kit/call-provider"
import type { ProviderContext, ProviderEvent } from "../provider"
import type { UnionPayEvent } from "./event"
import { readAnswer } from "./fields"
import { normalizeUnionPay } from "./normalize"
import type { UnionPayOptions } from "./options"
import { outcomeOf } from "./outcome"
import { queryRequest } from "./query-request"
import { requireSignature } from "./signature"
import { readTransaction, textIn, type Transaction } from "./transaction"

/** Fields that must be equal where the answer has them: an answer about another payment, or other money, proves nothing. */
const SAME = ["txnType", "queryId", "origQryId", "txnAmt", "currencyCode"] as const

/**
 * Asks UnionPay for the outcome of a transaction whose notification reports money, and resolves to the event with the answer's
 * fields. Throws ProviderUnavailableError when there is no trustworthy answer, or none that decides: the event is retried.
 */
export async function queryUnionPay(
  event: ProviderEvent<UnionPayEvent>,
  context: ProviderContext<UnionPayOptions>,
): Promise<ProviderEvent<UnionPayEvent>> {
  const { query } = context.options
  if (!query || !normalizeUnionPay(event, context).refetch) return event
  const notified = event.payload
  const { status, body } = await callProvider(context, query.apiUrl, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    body: queryRequest(notified, query.signer),
  })
  if (status !== 200) throw new ProviderUnavailableError(`UnionPay answered the query with HTTP ${status}; check query.apiUrl`)
  const answered = decided(body, notified, context)
  const differences = SAME.filter((name) => answered[name] !== undefined && answered[name] !== notified[name])
  // Fields that the answer does not repeat (the merchant's reserved field) keep their notified value.
  return { ...event, payload: { ...notified, ...answered, txnType: notified.txnType, differences } }
}

/** The transaction in an answer that is UnionPay's, about this very transaction, and no longer open. */
function decided(body: Buffer, notified: Transaction, { options, now }: ProviderContext<UnionPayOptions>): Transaction {
  const fields = believable(() => {
    const fields = readAnswer(body)
    requireSignature(fields, options, now())
    return fields
  })
  // Before its shape: an answer that refuses the query has few other fields.
  const respCode = believable(() => textIn(fields)("respCode")) ?? "missing"
  if (respCode !== "00") undecided(`did not take the query (respCode ${respCode})`)
  const { origRespCode, ...answer } = believable(() => readTransaction(fields))
  const { merId, orderId, txnTime } = notified
  if (answer.merId !== merId || answer.orderId !== orderId || answer.txnTime !== txnTime)
    undecided("answered about another transaction")
  if (!origRespCode) return undecided("answered without an origRespCode")
  if (outcomeOf(origRespCode) === "open") undecided(`has not finished the transaction (origRespCode ${origRespCode})`)
  return { ...answer, respCode: origRespCode }
}

function undecided(what: string): never {
  throw new ProviderUnavailableError(`UnionPay ${what}; it is asked again later`)
}

/** An answer that is forged or garbled is no answer. It is asked for again, so that pinning a new root mends it. */
function believable<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof PaymentNotificationError)) throw error
    throw new ProviderUnavailableError(`UnionPay's answer to the query is not to be believed: ${error.message}`)
  }
}
