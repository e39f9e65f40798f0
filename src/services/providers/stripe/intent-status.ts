/** The event that Stripe sends when an intent comes into a status. Read as that event, the intent reports the same. */
const EVENT_OF: ReadonlyMap<string | undefined, string> = new Map([
  ["requires_payment_method", "payment_intent.processing"],
  ["requires_confirmation", "payment_intent.processing"],
  ["processing", "payment_intent.processing"],
  ["requires_action", "payment_intent.requires_action"],
  ["requires_capture", "payment_intent.amount_capturable_updated"],
  ["succeeded", "payment_intent.succeeded"],
  ["canceled", "payment_intent.canceled"],
])

interface IntentStatus {
  readonly status: string | undefined
  readonly amount_received?: number | undefined
  readonly last_payment_error?: unknown
}

/** The type of the event that reports an intent in its current state. Undefined for a status that is not known. */
export function eventOf({ status, amount_received = 0, last_payment_error }: IntentStatus): string | undefined {
  // Something was captured already: of an intent that may be captured in parts, the remainder is still open or has been voided.
  if (amount_received > 0) return "payment_intent.succeeded"
  // The same status before the first attempt and after one that failed.
  if (status === "requires_payment_method" && last_payment_error) return "payment_intent.payment_failed"
  return EVENT_OF.get(status)
}
