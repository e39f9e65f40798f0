import type {
  PaymentAttention,
  PaymentCapture,
  PaymentDispute,
  PaymentRefund,
  PaymentTransition,
} from "../../../../../services/store/entities"

const of =
  <Row>() =>
  <Name extends keyof Row & string>(...names: readonly Name[]): readonly Name[] =>
    names

/** The fields of the rows that belong to a payment, and by which they do. */
export const storyFields = {
  capture: of<PaymentCapture>()("id", "payment_record_id", "provider_capture_id", "amount", "occurred_at", "created_at"),
  refund: of<PaymentRefund>()(
    ...([
      "id",
      "payment_record_id",
      "provider_refund_id",
      "state",
      "amount",
      "currency_code",
      "reason_code",
      "occurred_at",
    ] as const),
    ...(["created_at", "updated_at"] as const),
  ),
  dispute: of<PaymentDispute>()(
    ...([
      "id",
      "payment_record_id",
      "provider_dispute_id",
      "state",
      "amount",
      "currency_code",
      "reason_code",
      "evidence_due_by",
    ] as const),
    ...(["reminded_at", "occurred_at", "created_at", "updated_at"] as const),
  ),
  attention: of<PaymentAttention>()(
    ...(["id", "payment_session_id", "kind", "state", "amount", "currency_code", "detail", "due_by"] as const),
    ...(["resolution", "webhook_event_id", "created_at", "updated_at", "resolved_at"] as const),
  ),
  transition: of<PaymentTransition>()(
    ...(["id", "payment_record_id", "version", "fact", "subject", "subject_id", "from_state", "to_state", "amount"] as const),
    ...([
      "currency_code",
      "reason_code",
      "webhook_event_id",
      "occurred_at",
      "announced_at",
      "notified_at",
      "created_at",
    ] as const),
  ),
}

type Fields = typeof storyFields

/** The rows of a payment's story, as they are shown. */
export type StoryRefund = Pick<PaymentRefund, Fields["refund"][number]>
export type StoryDispute = Pick<PaymentDispute, Fields["dispute"][number]>
export type StoryItem = Pick<PaymentAttention, Fields["attention"][number]>
export type StoryTransition = Pick<PaymentTransition, Fields["transition"][number]>
