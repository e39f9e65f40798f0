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
  ["CHECKOUT.PAYMENT-APPROVAL.REVERSED", "order"],
  ["CUSTOMER.DISPUTE.CREATED", "dispute"],
  ["CUSTOMER.DISPUTE.UPDATED", "dispute"],
  ["CUSTOMER.DISPUTE.RESOLVED", "dispute"],
])

/** The subject of an event of this type. Undefined for a type that is not read, and for a stored row whose type is no text. */
export const kindOf = (type: unknown): Kind | undefined => (typeof type === "string" ? KINDS.get(type) : undefined)

const NOT_MONEY = "its authorizations and captures come as events of their own"

/** Types that are ignored for a reason of their own. */
export const PASSED_OVER: ReadonlyMap<string, string> = new Map([
  // The buyer agreed; nothing is paid until the order is captured.
  ["CHECKOUT.ORDER.APPROVED", `an approved order is not paid; ${NOT_MONEY}`],
  ["CHECKOUT.ORDER.COMPLETED", `a completed order may hold pending and declined captures; ${NOT_MONEY}`],
  ["CHECKOUT.ORDER.PROCESSED", `an order tells nothing about money; ${NOT_MONEY}`],
])

/** An id that becomes part of a URL: PayPal's ids are letters, digits and "-" (`5TY05013RG002845M`, `PP-D-27803`). */
export const PAYPAL_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/
