import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import { POLICY } from "../../../services/domain/decisions"
import type { PaymentAttention, PaymentAttentionDecision, WebhookEvent } from "../../../services/store/entities"
import type { PaymentFact } from "../../../services/domain/facts"
import type { RecordedTransition } from "../../../services/store/payment-changes"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import type { Target } from "../../../medusa/rows/target"
import { findTarget } from "./find-target"
import { refundOrVoidPaymentWorkflow } from "../../../medusa/refund-or-void-payment"
import { capturesOf, refuseParts } from "../quarantined-captures"
import { ignoreQuarantined } from "../close/ignore-quarantined"
import type { RefundedOrVoided } from "../../../medusa/steps/refund-or-void"

export interface RefundOrVoid {
  readonly item: PaymentAttention
  readonly event: WebhookEvent
  readonly decision: Pick<PaymentAttentionDecision, "actor" | "note">
  readonly confirmOnly: boolean
}

/**
 * Refunds or voids quarantined money and records it as a payment of its own: captured, and refunded in full. The provider's later
 * report of the refund finds this payment and nothing left to record, so the refund is announced here. Answers the transitions;
 * none when they were written before.
 */
export async function refundOrVoid(
  container: MedusaContainer,
  payments: PaymentTransaction,
  { item, event, decision, confirmOnly }: RefundOrVoid,
): Promise<RecordedTransition[]> {
  const record = item.payment_session_id ? await payments.findBySession(item.payment_session_id) : null
  const isCaptured = event.fact === "payment.captured"
  const captures = isCaptured ? await capturesOf(container, event.id) : []
  // When only confirming, the refund that was cut off may have been made already: it has to be found and recorded.
  if (!confirmOnly) await refuseParts(container, event, captures, item.currency_code ?? "")
  const target = await findTarget(container, item, { record, byPolicy: decision.actor === POLICY, isCaptured })
  const { result } = await refundOrVoidPaymentWorkflow(container).run({
    input: {
      ...target,
      cart_id: item.cart_id,
      actor: decision.actor,
      note: decision.note,
      confirm_only: confirmOnly,
      is_captured: isCaptured,
    },
  })
  // Before the transition, which looks again at quarantined events of its payment.
  await ignoreQuarantined(container, item, "refunded")
  return writeTransitions(payments, { item, event, capture: captures[0] }, target, result)
}

async function writeTransitions(
  payments: PaymentTransaction,
  { item, event, capture }: Pick<RefundOrVoid, "item" | "event"> & { readonly capture: PaymentFact | undefined },
  target: Target,
  { payment_id, collection_id, outcome }: RefundedOrVoided,
): Promise<RecordedTransition[]> {
  const record = await payments.findBySession(target.session_id)
  if (record?.payment_id === payment_id && record.payment_collection_id === collection_id) return []
  const state = outcome === "refunded" ? "captured" : "canceled"
  const amount = item.amount ?? "0"
  const about = {
    webhook_event_id: event.id,
    amount,
    currency_code: target.currency_code,
    reason_code: item.kind,
    occurred_at: event.occurred_at,
  }
  const captured = await payments.recordTransition(
    record,
    {
      id: record?.id ?? generateEntityId(undefined, "prec"),
      payment_session_id: target.session_id,
      payment_collection_id: collection_id,
      payment_id,
      cart_id: item.cart_id,
      order_id: null,
      account: event.account,
      provider: event.provider,
      payment_provider_id: target.provider_id,
      provider_payment_id: item.provider_payment_id,
      state,
      amount,
      authorized_amount: amount,
      captured_amount: state === "captured" ? amount : "0",
      refunded_amount: state === "captured" ? amount : "0",
      reported_captured_total: state === "captured" && !capture?.providerCaptureId ? amount : "0",
      currency_code: target.currency_code,
      reason_code: item.kind,
      occurred_at: event.occurred_at,
    },
    {
      ...about,
      id: generateEntityId(undefined, "ptrn"),
      fact: `payment.${state}`,
      from_state: record?.state ?? "pending",
      to_state: state,
      // "Payment received" would come at the wrong moment.
      notifiesNobody: state === "captured",
    },
  )
  if (state === "canceled") return [captured]
  // Its name distinguishes this part from one that is captured later.
  if (capture?.providerCaptureId) {
    const named = { provider_capture_id: capture.providerCaptureId, amount, occurred_at: event.occurred_at }
    await payments.insertCapture(captured.record.id, named)
  }
  const refunded = await payments.recordTransition(captured.record, captured.record, {
    ...about,
    id: generateEntityId(undefined, "ptrn"),
    subject: "refund",
    fact: "refund.succeeded",
    from_state: "pending",
    to_state: "succeeded",
    occurred_at: null,
  })
  return [captured, refunded]
}
