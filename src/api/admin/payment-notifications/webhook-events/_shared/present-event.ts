import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { isErased, type ErasedMark } from "../../../../../services/domain/erased"
import type { EventDecision } from "../../../../../services/inbox/inbox"
import type { PaymentNotification, PaymentRecord, PaymentTransition, WebhookEvent } from "../../../../../services/store/entities"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { mayRead } from "../../_shared/policies"

/** An event with its story: the payment that it changed, and the messages about it. */
export interface PresentedEvent extends Omit<WebhookEvent, "body" | "lease_token" | "leased_until"> {
  readonly body_bytes: number | null
  /** The decisions that are possible now. */
  readonly allowed: readonly EventDecision[]
  /** The erasure that emptied body and payload; null for an event that has its body. */
  readonly erased: ErasedMark | null
  readonly payment: PaymentRecord | null
  readonly timeline: ReadonlyArray<PaymentTransition & { readonly notifications: readonly PresentedMessage[] }>
}

/** Recipient, data and the channel's error hold addresses and names: null for a role that may not read notifications. */
interface PresentedMessage extends Omit<PaymentNotification, "lease_token" | "recipient" | "data"> {
  readonly recipient: string | null
  readonly data: PaymentNotification["data"] | null
}

export async function presentEvent(req: AuthenticatedMedusaRequest, event: WebhookEvent): Promise<PresentedEvent> {
  const service = paymentNotificationService(req.scope)
  const transitions = await service.listPaymentTransitions({ webhook_event_id: event.id }, { order: { created_at: "ASC" } })
  const [payment, notifications, mayReadMessages] = await Promise.all([
    event.payment_record_id ? service.payments.findRecord(event.payment_record_id) : null,
    service.notifications.listByTransitions(transitions.map(({ id }) => id)),
    mayRead(req, "notification"),
  ])
  const { body, lease_token: _token, leased_until: _until, ...shown } = event
  return {
    ...shown,
    payload: service.redactPayload(event),
    body_bytes: body?.length ?? null,
    allowed: service.inbox.allowed(event),
    erased: !body && isErased(event.payload) ? event.payload : null,
    payment,
    timeline: transitions.map((transition) => ({
      ...transition,
      notifications: notifications
        .filter(({ payment_transition_id }) => payment_transition_id === transition.id)
        .map(({ lease_token: _lease, ...message }) =>
          mayReadMessages ? message : { ...message, recipient: null, data: null, last_error: null },
        ),
    })),
  }
}
