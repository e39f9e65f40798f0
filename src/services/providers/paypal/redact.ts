/**
 * Of a webhook only ids and the fields that are read are stored, and none of them is the payer's. Rows of older versions hold
 * PayPal's whole body, of which only the envelope is shown.
 */
export const paypalRedact = ["notification.summary", "notification.links", "notification.resource"] as const
