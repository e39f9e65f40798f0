import { z } from "@medusajs/framework/zod"
import type { RefundState } from "../../domain/facts"
import { storableText } from "../kit/storable-text"
import { stripeAmount } from "./amount"
import { currency, expandable, idOf, metadata, optionalText, sessionIn, unixTime, units } from "./event"
import { reader, type Reader } from "./reader"

const refund = z.object({
  id: storableText,
  object: z.literal("refund"),
  amount: units,
  created: unixTime.nullish(),
  currency,
  status: optionalText,
  reason: optionalText,
  failure_reason: optionalText,
  payment_intent: expandable,
  charge: expandable,
  metadata,
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
export const refundState = (status: string | null | undefined): RefundState | undefined => STATUSES.get(status ?? "")

const refundEvent = reader<z.output<typeof refund>>("a refund", refund, (refund, context) => {
  // Stripe's own "refund" of an authorization that nobody captured in time, or of the uncaptured remainder after a partial
  // capture. The latter often comes without a reason. Then `madeAt` and the sum reveal it, by comparison with the payment.
  if (refund.reason && RELEASES.has(refund.reason)) return "an authorization is released, no money goes back"
  const state = refundState(refund.status)
  if (!state) return `refund status "${refund.status}" is not known`
  const sessionId = sessionIn(refund, refund.payment_intent, refund.charge)
  const providerPaymentId = idOf(refund.payment_intent) ?? idOf(refund.charge)
  const amount = stripeAmount(refund.amount, refund.currency)
  const reasonCode =
    state === "failed" ? (refund.failure_reason ?? (refund.status === "canceled" ? "canceled" : undefined)) : undefined
  return {
    subject: "refund",
    state,
    providerRefundId: refund.id,
    ...context,
    ...(providerPaymentId && { providerPaymentId }),
    ...(sessionId && { sessionId }),
    ...(amount && { amount }),
    ...(refund.created != null && { madeAt: new Date(refund.created * 1000) }),
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
