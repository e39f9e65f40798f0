import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { Delivery, PaymentNotification } from "../../../../../services/store/entities"
import { mayRead } from "../../_shared/policies"
import { presentPayments, type PresentedPayment } from "../../payments/_shared/present-payments"
import { storyFields, type StoryItem } from "../../payments/_shared/story-fields"
import { paymentFields, type PaymentRow } from "../../payments/query-config"

/** An order has one payment, sometimes a few; more of them, or of anything else about it, are read from the lists. */
const MOST_PAYMENTS = 20
const MOST_ROWS = 200

const MESSAGE_FIELDS = [
  ...(["id", "payment_record_id", "fact", "audience", "channel", "recipient", "state", "reason"] as const),
  ...(["last_error", "sent_at", "delivered_at", "created_at"] as const),
]
const DELIVERY_FIELDS = [
  ...(["id", "destination_id", "subject", "fact", "state", "reason", "attempts", "last_status"] as const),
  ...(["delivered_at", "created_at"] as const),
]

/** A message about the order's money; recipient and error are null for a role that may not read notifications. */
export type OrderMessage = Omit<Pick<PaymentNotification, (typeof MESSAGE_FIELDS)[number]>, "recipient"> & {
  readonly recipient: string | null
}

export type OrderDelivery = Pick<Delivery, (typeof DELIVERY_FIELDS)[number]>

/** The history of an order's money. The oldest stand first. */
export interface OrderStory {
  readonly id: string
  readonly payments: readonly PresentedPayment[]
  /** Items about the order or one of its payments. */
  readonly attention: readonly StoryItem[]
  readonly notifications: readonly OrderMessage[]
  readonly deliveries: readonly OrderDelivery[]
}

/** The answer of `GET /orders/:id`. */
export interface ShownOrder {
  readonly order: OrderStory
}

/** Reads it; an order that no payment was recorded of has empty lists. Throws ReadUnavailableError. */
export async function readOrder(req: AuthenticatedMedusaRequest, id: string): Promise<OrderStory> {
  const { lists } = paymentNotificationService(req.scope)
  const oldest = { order: { created_at: "ASC" } } as const
  const [records = []] = await lists.related<PaymentRow>([
    { entity: "PaymentRecord", filters: { order_id: id }, select: paymentFields, take: MOST_PAYMENTS, ...oldest },
  ])
  const ids = records.map((record) => record.id)
  const chapter = { take: MOST_ROWS, ...oldest }
  const attention = { entity: "PaymentAttention", select: storyFields.attention, ...chapter } as const
  const [payments, [ofOrder, ofSessions, notifications, deliveries], mayReadMessages] = await Promise.all([
    presentPayments(req.scope, records),
    lists.related<never>([
      { ...attention, filters: { order_id: id } },
      { ...attention, filters: { payment_session_id: records.map((record) => record.payment_session_id) } },
      { entity: "PaymentNotification", select: MESSAGE_FIELDS, filters: { payment_record_id: ids }, ...chapter },
      { entity: "Delivery", select: DELIVERY_FIELDS, filters: { subject: ids }, ...chapter },
    ]) as Promise<unknown> as Promise<[StoryItem[], StoryItem[], OrderMessage[], OrderDelivery[]]>,
    mayRead(req, "notification"),
  ])
  return {
    id,
    payments,
    attention: [...new Map([...ofOrder, ...ofSessions].map((item) => [item.id, item])).values()],
    notifications: mayReadMessages ? notifications : notifications.map(withoutPerson),
    deliveries,
  }
}

const withoutPerson = (message: OrderMessage): OrderMessage => ({ ...message, recipient: null, last_error: null })
