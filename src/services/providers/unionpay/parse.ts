import { MalformedPayloadError } from "../../domain/errors"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { ambiguitiesOf, hides } from "./ambiguities"
import type { UnionPayEvent } from "./event"
import { outcomeOf } from "./outcome"
import { REPORTS } from "./reports"
import { readTime } from "./time"
import { readTransaction, type Transaction } from "./transaction"
import { fieldsOf } from "./verify"

/**
 * Reads the one event of a request. Throws MalformedPayloadError for a message that is no notification, and for a success that
 * does not name its transaction.
 */
export function parseUnionPay(request: WebhookRequest): readonly ProviderEvent<UnionPayEvent>[] {
  const fields = fieldsOf(request)
  // As genuine as a notification, but its respCode 00 says that the query went well, whatever the payment's outcome.
  if (fields.has("origRespCode") || hides(fields, "origRespCode")) {
    throw new MalformedPayloadError("the message is UnionPay's answer to a query, not a notification")
  }
  const payload = readTransaction(fields)
  const { txnType: type, txnTime, queryId, respCode } = payload
  if (!queryId && REPORTS.has(type) && outcomeOf(respCode) === "succeeded") {
    throw new MalformedPayloadError("the message reports a success without a queryId")
  }
  const occurredAt = readTime(txnTime)
  const ambiguities = ambiguitiesOf(fields)
  return [
    {
      id: idOf(payload),
      type,
      ...(occurredAt && { occurredAt }),
      payload: { ...payload, ...(ambiguities.length && { ambiguities }) },
    },
  ]
}

/**
 * Redeliveries report the same of the same transaction. A transaction that was settled with a defect and then properly is a new
 * event. A transaction that failed early has no id of UnionPay's: the merchant's three together are unique.
 */
const idOf = ({ queryId, merId, orderId, txnTime, txnType, respCode }: Transaction): string =>
  [queryId ?? `${merId}:${orderId}:${txnTime}`, txnType, respCode].join(":")
