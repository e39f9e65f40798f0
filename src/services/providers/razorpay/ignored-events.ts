const REPEATS = "repeats what payment.captured reports; enable payment.captured"
const NO_MONEY = "moves no money"
const MERCHANTS_OWN = "moves the merchant's own money, no payer's"

/** Documented events of which no fact is made, each with the reason. */
const EVENTS: ReadonlyMap<string, string> = new Map([
  // Enabled beside payment.captured, order.paid would report every payment twice, and another payment may have paid its order.
  ["order.paid", REPEATS],
  ["invoice.paid", REPEATS],
  ["invoice.partially_paid", REPEATS],
  ["payment_link.paid", REPEATS],
  ["payment_link.partially_paid", REPEATS],
  ["payment_page.paid", REPEATS],
  ["qr_code.credited", REPEATS],
  ["virtual_account.credited", REPEATS],
  ["subscription.authenticated", REPEATS],
  ["subscription.charged", REPEATS],
  ["payment.created", "says that a payer has begun"],
])

/** Families of events of which no fact is made. An event above goes before its family. */
const FAMILIES: readonly (readonly [prefix: string, reason: string])[] = [
  ["payment.downtime.", NO_MONEY],
  ["order.notification.", NO_MONEY],
  ["invoice.", NO_MONEY],
  ["payment_link.", NO_MONEY],
  ["qr_code.", NO_MONEY],
  ["virtual_account.", NO_MONEY],
  ["subscription.", "moves no money by itself; payment.captured and payment.failed report each charge"],
  ["token.", NO_MONEY],
  ["account.", NO_MONEY],
  ["product.", NO_MONEY],
  ["fund_account.", "tests a bank account of the merchant's contacts"],
  ["settlement.", "pays out money that the payments' own events report"],
  ["instant_settlement.", "pays out money that the payments' own events report"],
  ["transfer.", MERCHANTS_OWN],
  ["payout.", MERCHANTS_OWN],
  ["payout_link.", MERCHANTS_OWN],
  ["transaction.", MERCHANTS_OWN],
]

/** Why an event of this type is ignored. Undefined for a type that is read, or not known. */
export const reasonToIgnore = (type: string): string | undefined =>
  EVENTS.get(type) ?? FAMILIES.find(([prefix]) => type.startsWith(prefix))?.[1]

/** Whether an event of an unknown type is about a payer's money: its name says so. */
export const isAboutMoney = (type: string): boolean => /^(?:payment|refund|dispute)\./.test(type)
