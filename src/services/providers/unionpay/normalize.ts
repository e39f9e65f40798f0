import type { Fact, RefundFact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading, Unclear } from "../provider"
import { unionPayAmount } from "./amount"
import type { UnionPayEvent } from "./event"
import type { UnionPayOptions } from "./options"
import { inWords, outcomeOf } from "./outcome"
import { HARMLESS, nameOf, REPORTS, type Report } from "./reports"
import { readSession } from "./session"

/** Reads a transaction as one fact. It asks for a query first where money came in and a query is configured. Pure and total. */
export function normalizeUnionPay(
  event: ProviderEvent<UnionPayEvent>,
  { options }: Pick<ProviderContext<UnionPayOptions>, "options">,
): Reading {
  const reading = readTransaction(event, options)
  const { differences, respCode } = event.payload
  const isCredited = REPORTS.get(event.type)?.credits && outcomeOf(respCode) === "succeeded"
  return options.query && !differences && isCredited ? { facts: reading.facts, refetch: true } : reading
}

function readTransaction(event: ProviderEvent<UnionPayEvent>, options: UnionPayOptions): Reading {
  const { type, payload } = event
  if (HARMLESS.has(type)) return { facts: [], ignored: `txnType "${type}" is not read` }
  const report = REPORTS.get(type)
  const fact = report && factOf(event, report, options)
  return fact ? { facts: [fact] } : { facts: [], unclear: unclear(payload, type) }
}

/** Undefined where the outcome is no state of the payment or the refund. */
function factOf(
  { type, occurredAt, payload }: ProviderEvent<UnionPayEvent>,
  report: Report,
  options: UnionPayOptions,
): Fact | undefined {
  const { queryId, respCode, orderId } = payload
  const amount = unionPayAmount(payload.txnAmt, payload.currencyCode)
  const contradictions = contradictionsOf(payload, options)
  const reported = {
    ...referencesOf(payload, report.is),
    ...(amount && { amount }),
    // Also for a success: a person may want to review a payment that was settled with a defect.
    ...(respCode !== "00" && { reasonCode: respCode }),
    ...(occurredAt && { occurredAt }),
    ...(contradictions.length && { contradictions }),
  }
  const outcome = outcomeOf(respCode)
  const refund = {
    subject: "refund" as const,
    ...reported,
    ...(queryId && { providerRefundId: queryId }),
    merchantRefundReference: orderId,
  }
  if (report.subject === "refund") {
    const state = report.states[outcome]
    return state && { ...refund, state }
  }
  const state = report.states[outcome]
  const capture = type === "03" && queryId ? { providerCaptureId: queryId } : {}
  const returned: RefundFact | undefined = report.returns && { ...refund, state: "succeeded" }
  return state && { subject: "payment", state, ...reported, ...capture, ...(returned && { ifCaptured: returned }) }
}

function referencesOf(payload: UnionPayEvent, is: Report["is"]) {
  const paymentId = is === "payment" ? payload.queryId : payload.origQryId
  return { ...readSession(payload, is), ...(paymentId && { providerPaymentId: paymentId }) }
}

/** News about money of which no fact can be made. A type that is not read may be either: a payment, or an operation on one. */
function unclear(payload: UnionPayEvent, type: string): Unclear {
  const amount = unionPayAmount(payload.txnAmt, payload.currencyCode)
  const is = REPORTS.get(type)?.is ?? (payload.origQryId || payload.origOrderId ? "operation" : "payment")
  const detail =
    `UnionPay reports a ${nameOf(type)} (txnType ${type}, order ${payload.orderId}): ${inWords(payload.respCode)} ` +
    `(respCode ${payload.respCode}); look it up at UnionPay`
  return { detail, ...referencesOf(payload, is), ...(amount && { amount }) }
}

function contradictionsOf({ merId, differences = [], ambiguities = [] }: UnionPayEvent, { merchantId }: UnionPayOptions) {
  const answered = differences.map((name) => `UnionPay's answer to a query has another ${name} than its notification`)
  const reported = [...answered, ...ambiguities]
  return merId === merchantId
    ? reported
    : [`the notification is for merchant ${merId}, the account for ${merchantId}`, ...reported]
}
