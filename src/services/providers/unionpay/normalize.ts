import type { Fact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { unionPayAmount } from "./amount"
import type { UnionPayEvent } from "./event"
import type { UnionPayOptions } from "./options"
import { outcomeOf } from "./outcome"
import { REPORTS } from "./reports"
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

function readTransaction({ type, occurredAt, payload }: ProviderEvent<UnionPayEvent>, options: UnionPayOptions): Reading {
  const report = REPORTS.get(type)
  if (!report) return { facts: [], ignored: `txnType "${type}" is not read` }
  const { queryId, origQryId, respCode } = payload
  const outcome = outcomeOf(respCode)
  const amount = unionPayAmount(payload.txnAmt, payload.currencyCode)
  const paymentId = report.is === "payment" ? queryId : origQryId
  const contradictions = contradictionsOf(payload, options)
  const reported = {
    ...readSession(payload, report.is),
    ...(paymentId && { providerPaymentId: paymentId }),
    ...(amount && { amount }),
    // Also for a success: a person may want to review a payment that was settled with a defect.
    ...(respCode !== "00" && { reasonCode: respCode }),
    ...(occurredAt && { occurredAt }),
    ...(contradictions.length && { contradictions }),
  }
  if (report.subject === "refund") {
    const refund = { ...(queryId && { providerRefundId: queryId }), merchantRefundReference: payload.orderId }
    return facts({ subject: "refund", state: report.outcomes[outcome], ...reported, ...refund })
  }
  const state = report.outcomes[outcome]
  if (typeof state !== "string") return { facts: [], ignored: `${state.ignored} (txnType ${type}, respCode ${respCode})` }
  const capture = type === "03" && queryId ? { providerCaptureId: queryId } : {}
  return facts({ subject: "payment", state, ...reported, ...capture })
}

const facts = (...facts: readonly Fact[]): Reading => ({ facts })

function contradictionsOf({ merId, differences = [] }: UnionPayEvent, { merchantId }: UnionPayOptions): string[] {
  const reported = differences.map((name) => `UnionPay's answer to a query has another ${name} than its notification`)
  return merId === merchantId
    ? reported
    : [`the notification is for merchant ${merId}, the account for ${merchantId}`, ...reported]
}
