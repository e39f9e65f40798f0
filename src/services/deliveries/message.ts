import type { ClaimedDelivery } from "../store/delivery-repository"
import type { Delivery } from "../store/entities"
import type { OutgoingMessage } from "./kind"

const SOURCE = "/payment-notifications"

/** Where the receiver of a thin delivery reads its data back from. */
export const readBackPath = ({ id }: Pick<Delivery, "id">): string => `${SOURCE}/deliveries/${id}`

/** A delivery as a receiver sees it: the generic body that this plugin itself reads from others. */
export interface DeliveryBody {
  readonly id: string
  readonly type: string
  readonly timestamp: string
  readonly occurred_at?: string
  readonly sequence: number
  /** The fact's, or of a thin delivery `{ url }`. */
  readonly data: Record<string, unknown>
}

export function bodyOf(delivery: Delivery, payload = delivery.payload): DeliveryBody {
  const { event_id, fact, recorded_at, occurred_at, sequence, data } = delivery
  return {
    id: event_id,
    type: fact,
    timestamp: recorded_at.toISOString(),
    ...(occurred_at && { occurred_at: occurred_at.toISOString() }),
    sequence,
    data: payload === "thin" ? { url: readBackPath(delivery) } : data,
  }
}

/** The message of an attempt. Its bytes and attributes are the same at each. */
export function messageOf(delivery: ClaimedDelivery): OutgoingMessage {
  const { event_id, fact, account, subject, sequence, recorded_at, attempts, replayed_after } = delivery
  return {
    id: event_id,
    fact,
    account,
    subject,
    sequence,
    recordedAt: recorded_at,
    body: Buffer.from(JSON.stringify(bodyOf(delivery))),
    attributes: {
      specversion: "1.0",
      id: event_id,
      type: `payment_notification.${fact}`,
      source: account === null ? SOURCE : `${SOURCE}/accounts/${encodeURIComponent(account)}`,
      subject,
      time: recorded_at.toISOString(),
      datacontenttype: "application/json",
      sequence: String(sequence),
      partitionkey: subject,
    },
    attempt: attempts - replayed_after,
  }
}
