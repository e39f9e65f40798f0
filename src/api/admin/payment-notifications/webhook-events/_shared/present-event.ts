import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentNotification, PaymentRecord, PaymentTransition, WebhookEvent } from "../../../../../services/store/entities"
import { paymentNotificationService } from "../../../../../application/ground/module"

/** An event with its story: the payment that it changed, and the messages about it. */
export interface PresentedEvent extends Omit<WebhookEvent, "body" | "lease_token" | "leased_until"> {
  readonly body_bytes: number | null
  readonly payment: PaymentRecord | null
  readonly timeline: ReadonlyArray<
    PaymentTransition & { readonly notifications: readonly Omit<PaymentNotification, "lease_token">[] }
  >
}

export async function presentEvent(container: MedusaContainer, event: WebhookEvent): Promise<PresentedEvent> {
  const service = paymentNotificationService(container)
  const transitions = await service.listPaymentTransitions({ webhook_event_id: event.id }, { order: { created_at: "ASC" } })
  const [payment, notifications] = await Promise.all([
    event.payment_record_id ? service.payments.findRecord(event.payment_record_id) : null,
    service.notifications.listByTransitions(transitions.map(({ id }) => id)),
  ])
  const { body, lease_token: _token, leased_until: _until, ...shown } = event
  return {
    ...shown,
    payload: service.redactPayload(event),
    body_bytes: body?.length ?? null,
    payment,
    timeline: transitions.map((transition) => ({
      ...transition,
      notifications: notifications
        .filter(({ payment_transition_id }) => payment_transition_id === transition.id)
        .map(({ lease_token: _lease, ...notification }) => notification),
    })),
  }
}
