import type { Fact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { claimOf } from "./claim"
import { KINDS, PASSED_OVER } from "./events"
import { disputeFact, orderFact, paymentFact, refundFact } from "./facts"
import type { PayPalOptions } from "./options"
import type { PayPalPayload } from "./parse"
import type { Truth } from "./resources"
import { authorizationState, CAPTURES, disputeState, ORDERS, REFUNDS } from "./states"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads PayPal's report of an event's subject as one fact. Before PayPal was asked, it reads the webhook's claim. Pure and total. */
export function normalizePayPal(
  { type, payload }: ProviderEvent<PayPalPayload>,
  { options }: Pick<ProviderContext<PayPalOptions>, "options">,
): Reading {
  if (!KINDS.has(type)) return ignored(`"${type}" is not read${PASSED_OVER.has(type) ? `: ${PASSED_OVER.get(type)}` : ""}`)
  const { truth } = payload
  if (!truth) {
    const claim = claimOf(payload.notification)
    const fact = claim && factOf(claim, type, options)
    return { facts: fact ? [fact] : [], refetch: true }
  }
  const fact = factOf(truth, type, options)
  return fact ? { facts: [fact] } : ignored(`"${type}": the ${truth.kind} is ${statusOf(truth)} at PayPal, which is not read`)
}

function factOf(truth: Truth, type: string, options: PayPalOptions): Fact | undefined {
  switch (truth.kind) {
    case "capture": {
      const state = CAPTURES.get(truth.capture.status)
      return state && paymentFact(state, truth.capture, options, { providerCaptureId: truth.capture.id })
    }
    case "authorization": {
      const state = authorizationState(truth.authorization)
      return state && paymentFact(state, truth.authorization, options)
    }
    case "refund": {
      const state = REFUNDS.get(truth.refund.status)
      return state && refundFact(state, truth, type, options)
    }
    case "order": {
      const state = ORDERS.get(truth.order.status)
      return state && orderFact(state, truth.order, options)
    }
    case "dispute": {
      const state = disputeState(truth.dispute)
      return state && disputeFact(state, truth, options)
    }
  }
}

function statusOf(truth: Truth): string {
  switch (truth.kind) {
    case "capture":
      return truth.capture.status
    case "authorization":
      return truth.authorization.status
    case "refund":
      return truth.refund.status
    case "order":
      return truth.order.status
    case "dispute":
      return `${truth.dispute.status} ${truth.dispute.dispute_outcome?.outcome_code ?? ""}`.trim()
  }
}
