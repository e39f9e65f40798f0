import { readReference } from "../kit/session-reference"
import type { RazorpayEvent } from "./event"

/** `notes.session_id` of the payment this is about, else of the refund, else the receipt of the payment's order, if the event holds it. */
export function referenceOf({ payment, refund, order }: RazorpayEvent, paymentId: string | undefined) {
  const own = payment?.id === paymentId ? payment : undefined
  const receipt = order?.id !== undefined && order.id === own?.order_id ? order.receipt : undefined
  return readReference(own?.notes.session_id ?? refund?.notes.session_id ?? receipt)
}
