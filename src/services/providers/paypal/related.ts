import type { Authorization, Capture, Refund } from "./resources"

type Linked = Pick<Capture | Refund, "links">

/** The id of a resource's parent, from its link "up": `…/v2/<collection>/<id>`. The link is read, never followed. */
function parentId({ links }: Linked, collection: string): string | undefined {
  for (const { rel, href } of links ?? []) {
    const [, found, id] = rel === "up" ? (/\/v2\/([a-z/]+)\/([A-Za-z0-9][A-Za-z0-9_-]{0,63})$/.exec(href) ?? []) : []
    if (found === collection) return id
  }
  return undefined
}

/** The capture that a refund takes from. */
export const refundedCapture = (refund: Refund): string | undefined => parentId(refund, "payments/captures")

/** The authorization that a capture draws on; undefined for a capture of its own. */
export const capturedAuthorization = (capture: Capture): string | undefined =>
  capture.supplementary_data?.related_ids?.authorization_id ?? parentId(capture, "payments/authorizations")

/** The order that a payment belongs to, where the payment names it. */
export const orderOf = (payment: Capture | Authorization): string | undefined =>
  payment.supplementary_data?.related_ids?.order_id ?? parentId(payment, "checkout/orders")

/**
 * The one id that all events of a payment share. It is the order's: an order exists before any money and outlives authorizations
 * and captures, and stores keep its id. Payments without an order go by their authorization, or by their only capture.
 */
export const paymentId = (payment: Capture | Authorization): string =>
  orderOf(payment) ?? capturedAuthorization(payment) ?? payment.id
