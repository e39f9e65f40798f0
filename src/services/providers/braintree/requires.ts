const LOCAL_PAYMENTS = ["local-payment", "local-payment-funded", "local-payment-expired", "local-payment-reversed"]

/** Elements that hold a transaction. */
const TRANSACTIONS = [
  "transaction",
  ...LOCAL_PAYMENTS.slice(0, 2).map((name) => `${name}.transaction`),
  "subscription.transactions.*.transaction",
]

/** Elements of a notification without which no fact can be read. Each kind needs some of them only. */
export const BRAINTREE_REQUIRES: readonly string[] = [
  "kind",
  ...[
    // The payment or refund, its state, and what distinguishes the two.
    ...TRANSACTIONS.flatMap((place) => ["id", "status"].map((name) => `${place}.${name}`)),
    "transaction.type",
    ...TRANSACTIONS.slice(0, 3).map((place) => `${place}.refunded-transaction-id`),
    "transaction.refunded-transaction-fk",
    ...LOCAL_PAYMENTS.map((place) => `${place}.payment-id`),
    "dispute.id",
    "dispute.kind",
    "dispute.transaction.id",
    "transaction-review.transaction-id",
    "transaction-review.decision",
  ].map((path) => `subject.${path}`),
]
