/** Reasons why an event type is not read, by its name or by the beginning of its name. */
const REASONS: readonly (readonly [beginning: string, reason: string])[] = [
  ["charge.failed", "Paystack documents no such event, and after a failed attempt the payer may try again"],
  ["paymentrequest.pending", "a payment was asked for, and none was made"],
  ["paymentrequest.", "the payment comes with a charge.success of its own"],
  ["invoice.payment_failed", "a subscription's charge brought no money, and Paystack tries again"],
  ["invoice.", "a subscription's payment comes with a charge.success of its own"],
  ["subscription.", "it is about an agreement to pay, and each payment comes with a charge.success of its own"],
  ["transfer.", "it is a payout of the merchant's own money, and says nothing about a payment"],
  ["direct_debit.", "it is a mandate to debit, and moves no money"],
  ["dedicatedaccount.", "it is a bank account that was assigned to a customer, and moves no money"],
  ["customeridentification.", "it is the identification of a customer, and moves no money"],
]

/** One sentence for an event type that is not read. */
export function reasonOf(type: string): string {
  const reason = REASONS.find(([beginning]) => type.startsWith(beginning))?.[1]
  return `event type "${type}" is not read${reason ? `: ${reason}` : ""}`
}
