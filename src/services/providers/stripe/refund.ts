import type { RefundState } from "../../domain/facts"
import { readCurrency, readSeconds, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { stripeAmount } from "./amount"
import { idOf, pickMetadata, pickReference, requireId, requireKind, requireReference, sessionIn } from "./fields"
import { reader, type Reader } from "./reader"

const pickRefund = (object: JsonObject) => ({
  id: requireId(object),
  object: requireKind(object, "refund"),
  amount: readUnits(object.amount),
  created: readSeconds(object.created),
  currency: readCurrency(object.currency),
  status: readText(object.status),
  reason: readText(object.reason),
  failure_reason: readText(object.failure_reason),
  payment_intent: requireReference(object, "payment_intent"),
  charge: pickReference(object.charge),
  metadata: pickMetadata(object.metadata),
})

/** States of a refund at Stripe. `requires_action`: the payer has to name a bank account first. */
const STATUSES: ReadonlyMap<string, RefundState> = new Map([
  ["pending", "pending"],
  ["requires_action", "pending"],
  ["succeeded", "succeeded"],
  ["failed", "failed"],
  ["canceled", "failed"],
])

/** Reasons that only Stripe itself gives. Since API version 2025-03-31 neither is a refund any more. */
const RELEASES: ReadonlySet<string> = new Set(["expired_uncaptured_charge", "partial_capture"])

/** State of a refund. Undefined for an unknown status, which may mean anything. */
export const refundState = (status: string | undefined): RefundState | undefined => STATUSES.get(status ?? "")

const refundEvent = reader({ what: "a refund", pick: pickRefund, needs: ["amount", "currency"] }, (refund, context) => {
  // Stripe's own "refund" of an authorization that nobody captured in time, or of the uncaptured remainder after a partial
  // capture. The latter often comes without a reason. Then `madeAt` and the sum reveal it, by comparison with the payment.
  if (refund.reason && RELEASES.has(refund.reason)) return "an authorization is released, no money goes back"
  const state = refundState(refund.status)
  const sessionId = sessionIn(refund, refund.payment_intent, refund.charge)
  const providerPaymentId = idOf(refund.payment_intent) ?? idOf(refund.charge)
  const amount = stripeAmount(refund.amount, refund.currency)
  const about = { ...(providerPaymentId && { providerPaymentId }), ...(sessionId && { sessionId }), ...(amount && { amount }) }
  if (!state) {
    return {
      unclear: { detail: `the refund ${refund.id} has the status "${refund.status ?? ""}", which is not known`, ...about },
    }
  }
  const reasonCode =
    state === "failed" ? (refund.failure_reason ?? (refund.status === "canceled" ? "canceled" : undefined)) : undefined
  return {
    subject: "refund",
    state,
    providerRefundId: refund.id,
    ...context,
    ...about,
    ...(refund.created !== undefined && { madeAt: new Date(refund.created * 1000) }),
    ...(reasonCode && { reasonCode }),
  }
})

/** All of them carry the refund in its current state: its status decides, not the type's name. */
export const REFUNDS: readonly (readonly [string, Reader])[] = [
  ["refund.created", refundEvent],
  ["refund.updated", refundEvent],
  ["refund.failed", refundEvent],
  ["charge.refund.updated", refundEvent],
]
