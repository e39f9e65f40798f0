/** Event types that are understood and deliberately not read, by name. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["payment_intent.created", "nobody has tried to pay yet"],
  ["charge.updated", "its description changes, or a capture that its intent reports takes effect"],
  ["review.opened", "the payment's own events name the open review"],
  ["source.chargeable", "the charge that is made of the source reports the money"],
  ["source.failed", "nothing was paid with the source"],
  ["source.canceled", "nothing was paid with the source"],
  ["source.mandate_notification", "a notice to the payer moves no money"],
  ["source.transaction.updated", "the first event of the source's transaction reports the money"],
])

/** … and by the beginning of the name. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ["payout.", "a payout moves the merchant's own balance, and is about no payment"],
  ["transfer.", "a transfer moves money between the platform's own accounts, and is about no payment"],
  ["topup.", "a top-up moves the merchant's own money"],
  ["reserve.", "a reserve holds the merchant's own balance back"],
  ["balance.", "the balance is the merchant's own"],
  ["application_fee.", "a platform's fee is no money of the payer's"],
  ["invoice", "the payment intents of the invoice report its money"],
  ["credit_note.", "the refund of a credit note reports the money"],
  ["customer.subscription.", "the payment intents of its invoices report the money"],
  ["setup_intent.", "a payment method is saved, and nothing is paid"],
  ["treasury.", "a financial account is the merchant's own"],
  ["issuing_", "the merchant's own cards pay nobody's order"],
  ["shared_payment.", "the payment intent made with the token reports the money"],
]

/** The reason why an event of this type is not read. */
export function silence(type: string): string {
  const plain = type.replace(/^v1\./, "")
  const reason = TYPES.get(plain) ?? BEGINNINGS.find(([beginning]) => plain.startsWith(beginning))?.[1]
  return `event type "${type}" is not read${reason ? `: ${reason}` : ""}`
}
