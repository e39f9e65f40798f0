import type { ProviderContext } from "../provider"
import { askPayPal } from "./ask"
import type { PayPalOptions } from "./options"
import { capturedAuthorization, orderOf } from "./related"
import * as resources from "./resources"
import type { Capture } from "./resources"

/**
 * Reads a capture. Undefined when PayPal knows none of that id. The order and the merchant's references that it does not name are
 * taken from its authorization: the authorization's events name the order, and all events of a payment have to name the same one.
 */
export async function readCapture(id: string, context: ProviderContext<PayPalOptions>): Promise<Capture | undefined> {
  const capture = await askPayPal(`/v2/payments/captures/${id}`, resources.capture, context)
  const authorizationId = capture && capturedAuthorization(capture)
  if (!authorizationId || (orderOf(capture) && (capture.custom_id ?? capture.invoice_id))) return capture
  const authorization = await askPayPal(`/v2/payments/authorizations/${authorizationId}`, resources.authorization, context)
  if (authorization?.id !== authorizationId) return capture
  const order = orderOf(capture) ?? orderOf(authorization)
  return {
    ...capture,
    authorized: authorization.amount,
    supplementary_data: { related_ids: { authorization_id: authorizationId, ...(order && { order_id: order }) } },
    custom_id: capture.custom_id ?? authorization.custom_id,
    invoice_id: capture.invoice_id ?? authorization.invoice_id,
  }
}
