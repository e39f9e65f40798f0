/** PayPal's fields that identify the payer, beyond the names that are masked everywhere. */
export const paypalRedact = [
  "notification.resource.payer",
  "notification.resource.payment_source",
  "notification.resource.subscriber",
  "notification.resource.shipping",
  "notification.resource.payee",
  "notification.resource.note_to_payer",
  "notification.resource.soft_descriptor",
  "notification.resource.purchase_units.*.payee",
  "notification.resource.purchase_units.*.shipping",
  "notification.resource.purchase_units.*.payments",
  "notification.resource.purchase_units.*.items",
  // Disputes carry the buyer, their letters and their papers.
  "notification.resource.disputed_transactions.*.buyer",
  "notification.resource.disputed_transactions.*.seller",
  "notification.resource.disputed_transactions.*.items",
  "notification.resource.messages",
  "notification.resource.evidences",
  "notification.resource.supporting_info",
  "notification.resource.extensions",
  "notification.resource.communication_details",
  "notification.resource.offer",
] as const
