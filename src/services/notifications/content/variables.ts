/** The variables of messages. Every variable is always present: an unknown text is empty, and its `has_…` is "no". */
export const TEXT_VARIABLES = [
  "shop",
  "has_shop",
  "order",
  "has_order",
  "amount",
  "remaining",
  "has_remaining",
  "reason",
  "brand",
  "has_brand",
  "last4",
  "has_last4",
  "expires",
  "code",
  "worth",
  "minimum",
  "has_minimum",
  "ends",
  "has_ends",
  "detail",
  "about",
  "account",
  "has_account",
  "provider_payment",
  "has_provider_payment",
  "due",
  "has_due",
  "url",
  "unsubscribe_url",
  "support_email",
] as const

/** Numbers, which a message may count with: `{count, plural, …}`. */
export const NUMBER_VARIABLES = ["count"] as const

export type Values = Readonly<Record<(typeof TEXT_VARIABLES)[number], string> & Record<(typeof NUMBER_VARIABLES)[number], number>>
