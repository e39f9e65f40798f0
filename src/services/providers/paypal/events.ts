/** The subject of an event, and so the resource that is read from PayPal. */
export type Kind = "capture" | "refund" | "authorization" | "order" | "dispute"

/**
 * The event types that are read. The type is not signed (see `verify`): it says where to look and never what happened. So a
 * capture that is announced as completed and is pending at PayPal is pending.
 */
export const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["PAYMENT.AUTHORIZATION.CREATED", "authorization"],
  ["PAYMENT.AUTHORIZATION.VOIDED", "authorization"],
  ["PAYMENT.CAPTURE.PENDING", "capture"],
  ["PAYMENT.CAPTURE.COMPLETED", "capture"],
  ["PAYMENT.CAPTURE.DECLINED", "capture"],
  ["PAYMENT.CAPTURE.DENIED", "capture"],
  // The resource of these two is a refund, although they are named after the capture.
  ["PAYMENT.CAPTURE.REFUNDED", "refund"],
  ["PAYMENT.CAPTURE.REVERSED", "refund"],
  ["PAYMENT.REFUND.PENDING", "refund"],
  ["PAYMENT.REFUND.COMPLETED", "refund"],
  ["PAYMENT.REFUND.FAILED", "refund"],
  ["PAYMENT.REFUND.CANCELLED", "refund"],
  ["CHECKOUT.ORDER.VOIDED", "order"],
  ["CHECKOUT.PAYMENT-APPROVAL.REVERSED", "order"],
  ["CUSTOMER.DISPUTE.CREATED", "dispute"],
  ["CUSTOMER.DISPUTE.UPDATED", "dispute"],
  ["CUSTOMER.DISPUTE.RESOLVED", "dispute"],
  ["RISK.DISPUTE.CREATED", "dispute"],
])

/** The subject of an event of this type. Undefined for a type that is not read, and for a stored row whose type is no text. */
export const kindOf = (type: unknown): Kind | undefined => (typeof type === "string" ? KINDS.get(type) : undefined)

/** An id that becomes part of a URL: PayPal's ids are letters, digits and "-" (`5TY05013RG002845M`, `PP-D-27803`). */
export const PAYPAL_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
