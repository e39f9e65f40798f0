/** Fields of Stripe's objects that identify the payer or open a page about them, beyond the names masked everywhere. */
const PERSONAL = [
  "shipping",
  "shipping_details",
  "billing_details",
  "customer_details",
  "collected_information",
  "custom_fields",
  "owner",
  "evidence",
  "destination_details",
  // Redirect URLs and bank instructions: anyone who has them can go on with the payment.
  "next_action",
  "url",
  "redirect",
  "receipt_url",
  "address_city",
  "address_line1",
  "address_line2",
  "address_zip",
  "fingerprint",
  "*.fingerprint",
  "payment_method_details.*.fingerprint",
  "last_payment_error.payment_method.*.fingerprint",
  "charges.data.*.receipt_url",
  "charges.data.*.payment_method_details.*.fingerprint",
  // Only an expanded one has anything below it; its id alone stays.
  "customer.*",
]

/** The event's object, its former fields, and the objects that may be expanded in it. */
const OBJECTS = [
  "data.object",
  "data.previous_attributes",
  "data.object.payment_intent",
  "data.object.charge",
  "data.object.latest_charge",
]

export const stripeRedact: readonly string[] = OBJECTS.flatMap((object) => PERSONAL.map((path) => `${object}.${path}`))
