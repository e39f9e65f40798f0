/** Fields of an event without which no fact can be read. Each type needs some of them only. */
export const STRIPE_REQUIRES: readonly string[] = [
  "id",
  "object",
  "type",
  "livemode",
  "related_object.id",
  "related_object.url",
  ...[
    ...["id", "object", "status", "currency", "amount", "amount_captured", "amount_capturable", "amount_received"],
    // Whether money came or went at all.
    ...[
      "amount_refunded",
      "captured",
      "mode",
      "payment_status",
      "type",
      "reason",
      "closed_reason",
      "balance_transactions",
      "refunds.data",
    ],
    // The payment that the event is about.
    "payment_intent",
  ].map((field) => `data.object.${field}`),
]
