import type {
  Delivery,
  DeliveryDestination,
  PaymentAttention,
  PaymentAttentionDecision,
  PaymentCapture,
  PaymentDispute,
  PaymentNotification,
  PaymentRecord,
  PaymentRefund,
  PaymentTransition,
  WebhookEvent,
} from "../../../../../services/store/entities"
import { storyEntry, type StoryEntry } from "./story-entry"

type Entry = Omit<StoryEntry, "at">
type Currency = Pick<PaymentRecord, "currency_code">

/** An entry gets its time from its place in the story. */
const entry = (known: Omit<Parameters<typeof storyEntry>[0], "at">): Entry => storyEntry({ ...known, at: new Date(0) })

export const ofEvent = (event: WebhookEvent): Entry =>
  entry({
    kind: "event",
    id: event.id,
    name: event.type,
    occurred_at: event.occurred_at,
    state: event.state,
    reason: event.reason,
    reference: event.event_id,
    attempts: event.attempts,
    text: event.last_error,
    webhook_event_id: event.id,
  })

/** `about` is the refund or dispute of a transition that is about one: its deadline is as last reported. */
export const ofTransition = (transition: PaymentTransition, about?: PaymentRefund | PaymentDispute): Entry =>
  entry({
    kind: transition.subject,
    id: transition.id,
    name: transition.fact,
    occurred_at: transition.occurred_at,
    state: transition.to_state,
    reason: transition.reason_code,
    amount: transition.amount,
    currency_code: transition.currency_code,
    reference: about ? ("provider_refund_id" in about ? about.provider_refund_id : about.provider_dispute_id) : null,
    due_by: about && "evidence_due_by" in about ? about.evidence_due_by : null,
    webhook_event_id: transition.webhook_event_id,
  })

export const ofCapture = (capture: PaymentCapture, { currency_code }: Currency): Entry =>
  entry({
    kind: "capture",
    id: capture.id,
    name: "capture",
    occurred_at: capture.occurred_at,
    amount: capture.amount,
    currency_code,
    reference: capture.provider_capture_id,
  })

export const ofMessage = (message: PaymentNotification, showsRecipient: boolean): Entry =>
  entry({
    kind: "message",
    id: message.id,
    name: message.fact,
    state: message.state,
    reason: message.reason,
    reference: message.channel,
    recipient: showsRecipient || message.audience === "merchant" ? message.recipient : null,
    attempts: message.attempts,
    text: message.last_error,
    payment_attention_id: message.payment_attention_id,
  })

export const ofCallback = (callback: Delivery, destination?: DeliveryDestination): Entry =>
  entry({
    kind: "callback",
    id: callback.id,
    name: callback.fact,
    occurred_at: callback.occurred_at,
    state: callback.state,
    reason: callback.reason,
    reference: destination?.description ?? callback.destination_id,
    attempts: callback.attempts,
    text: callback.last_error,
  })

export const ofItem = (item: PaymentAttention): Entry =>
  entry({
    kind: "attention",
    id: item.id,
    name: item.kind,
    state: item.state,
    reason: item.resolution,
    amount: item.amount,
    currency_code: item.currency_code,
    due_by: item.due_by,
    text: item.detail,
    data: item.data,
    webhook_event_id: item.webhook_event_id,
    payment_attention_id: item.id,
  })

export const ofDecision = (decision: PaymentAttentionDecision, { currency_code }: Currency): Entry =>
  entry({
    kind: "decision",
    id: decision.id,
    name: decision.action,
    state: decision.outcome,
    amount: decision.amount,
    currency_code: decision.amount === null ? null : currency_code,
    actor: decision.actor,
    text: [decision.note, decision.detail].filter(Boolean).join("\n") || null,
    payment_attention_id: decision.payment_attention_id,
  })
