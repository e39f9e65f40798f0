/** Where Stripe keeps what identifies the payer or opens a page about them, beyond the names that are masked everywhere. */
export const stripeRedact = [
  "data.object.shipping",
  "data.object.billing_details",
  "data.object.customer_details",
  // Redirect URLs and bank instructions: whoever has them can go on with the payment.
  "data.object.next_action",
  "data.object.receipt_url",
  "data.object.last_payment_error.payment_method.card.fingerprint",
  "data.object.charges.data.*.receipt_url",
  "data.object.charges.data.*.payment_method_details.*.fingerprint",
] as const
