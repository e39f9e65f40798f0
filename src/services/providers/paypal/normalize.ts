import type { Fact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { claimOf } from "./claim"
import { KINDS } from "./events"
import { disputeFact, orderFact, paymentFact, refundFact } from "./facts"
import { fieldOf } from "../kit/fields"
import { readOlder } from "./notification"
import type { PayPalOptions } from "./options"
import type { PayPalPayload } from "./parse"
import type { Truth } from "./resources"
import { authorizationState, CAPTURES, disputeState, ORDERS, QUIET_ORDERS, REFUNDS } from "./states"
import { unclearClaim, unclearTruth } from "./unclear"
import { unreadOf } from "./unread"

const ignored = (reason: string): Reading => ({ facts: [], ignored: reason })

/** Reads PayPal's report of an event's subject as one fact. Before PayPal was asked, it reads the webhook's claim. Pure and total. */
export function normalizePayPal(
  { type, payload }: ProviderEvent<PayPalPayload>,
  { options }: Pick<ProviderContext<PayPalOptions>, "options">,
): Reading {
  const { truth } = payload
  if (!KINDS.has(type)) return unread(type, resourceOf(payload))
  if (!truth) {
    const claim = claimOf({ event_type: type, resource: resourceOf(payload) })
    const fact = claim && factOf(claim, type, options)
    return { facts: fact ? [fact] : [], refetch: true }
  }
  const fact = factOf(truth, type, options)
  if (fact) return { facts: [fact] }
  const problem = `"${type}": the ${truth.kind} is ${statusOf(truth)} at PayPal`
  const isQuiet = truth.kind === "order" && QUIET_ORDERS.has(truth.order.status)
  if (isQuiet) return ignored(`${problem}, which says nothing about money`)
  return { facts: [], unclear: unclearTruth(`${problem}, which is not known`, truth, type, options) }
}

/** The webhook's resource as far as it is stored; rows of older versions hold it in the notification. */
const resourceOf = ({ claim, notification }: PayPalPayload): unknown => claim ?? fieldOf(notification, "resource")

function unread(type: string, resource: unknown): Reading {
  const known = unreadOf(type)
  const sentence = `"${type}" is not read${known ? `: ${known.reason}` : ""}`
  return known?.person ? { facts: [], unclear: unclearClaim(sentence, readOlder(resource)) } : ignored(sentence)
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
