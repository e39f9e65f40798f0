/** Why an event type reports no fact: `person` if a person has to look, as it is about money. */
export interface Unread {
  readonly person?: true
  readonly reason: string
}

const person = (reason: string): Unread => ({ person: true, reason })
const nothing = (reason: string): Unread => ({ reason })

/** By the name of the event, or else by the beginning of its name. */
const UNREAD: readonly (readonly [beginning: string, unread: Unread])[] = [
  ["payment-link.", nothing("does not name the payment; subscribe to payment.paid")],
  ["payment.open", nothing("says that nobody has paid yet")],
  ["payment.created", nothing("says that nobody has paid yet")],
  ["payment.", person("is a status of a payment that is not known")],
  ["refund.", person("is a status of a refund that is not known")],
  ["capture.pending", nothing("says that a capture is under way")],
  ["capture.failed", person("says that held money could not be taken, and the authorization may still hold it")],
  ["capture.", person("is a status of a capture that is not known")],
  ["chargeback.", person("is a status of a chargeback that is not known")],
  ["dispute.", person("does not say which payment is claimed, or who keeps the money; a chargeback reports money by itself")],
  ["unmatched-credit-transfer.matched", nothing("names no payment; a matched transfer comes as a payment.paid of its own")],
  ["unmatched-credit-transfer.received", person("says that money came by bank transfer which matches no payment")],
  ["unmatched-credit-transfer.", person("says that money which matched no payment goes back to its sender, or that it waits")],
  ["sales-invoice.", nothing("is about an invoice, whose payment comes as a payment.paid of its own")],
  ["balance-transaction.", nothing("is an entry of Mollie's balance, which repeats a payment, a refund or a chargeback")],
  ["settlement.", nothing("is a payout of Mollie's to the merchant")],
  ["payout.", nothing("is a payout of Mollie's to the merchant")],
  ["connect-balance-transfer.", nothing("moves the merchant's own money")],
  ["business-account-transfer.", nothing("moves the merchant's own money")],
  ["profile.", nothing("is about the merchant's profile")],
  ["file.", nothing("is about a file of the merchant's")],
  ["mandate.", nothing("is about an agreement to pay, and each payment comes as a payment.paid of its own")],
  ["subscription.", nothing("is about an agreement to pay, and each payment comes as a payment.paid of its own")],
]

/** Why this event type reports no fact; undefined for a type of no known family. */
export const unreadOf = (type: string): Unread | undefined => UNREAD.find(([beginning]) => type.startsWith(beginning))?.[1]
