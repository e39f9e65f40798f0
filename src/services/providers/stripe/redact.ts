/**
 * The fields that are read, which are shown. Everything else is masked: rows of older versions hold Stripe's events whole, with names,
 * addresses, tax ids and links to invoices in ever new places.
 */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  "": ["id", "object", "type", "api_version", "created", "livemode", "account", "context", "pending_webhooks", "reason"],
  "related_object.": ["id", "type", "url"],
  "data.object.": [
    ...["id", "object", "status", "created", "livemode", "amount", "currency", "mode", "type", "reason", "source", "customer"],
    ...["amount_capturable", "amount_received", "amount_captured", "amount_refunded", "amount_total", "net_amount"],
    ...["captured", "refunded", "disputed", "actionable", "payment_status", "cancellation_reason", "closed_reason", "fraud_type"],
    ...["failure_code", "failure_reason", "client_reference_id", "payment_intent", "charge", "latest_charge", "review"],
    ...["brand", "last4", "exp_month", "exp_year"],
    ...["metadata.session_id", "last_payment_error.code", "last_payment_error.decline_code", "outcome.reason"],
    ...["payment_method_details.type", "evidence_details.due_by", "balance_transactions.*.amount", "available.*"],
    ...["payment_intent.id", "payment_intent.object", "payment_intent.status", "payment_intent.metadata.session_id"],
    ...["charge.id", "charge.object", "charge.metadata.session_id", "unapplied_from_payment.payment_intent"],
    ...["refunds.data.*.id", "refunds.data.*.amount", "refunds.data.*.created", "refunds.data.*.status"],
    ...["card.brand", "card.last4", "card.exp_month", "card.exp_year"],
    ...["line_items.data.*.description", "line_items.data.*.quantity", "line_items.data.*.amount_total"],
  ],
}

export const stripeRedact: readonly string[] = [
  "*",
  ...Object.entries(SHOWN).flatMap(([place, fields]) => fields.map((field) => `!${place}${field}`)),
]
