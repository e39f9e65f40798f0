/** Why an event type is not read: `person` if a person has to look, as it is about money. */
export interface Unread {
  readonly person?: true
  readonly reason: string
}

const person = (reason: string): Unread => ({ person: true, reason })
const nothing = (reason: string): Unread => ({ reason })

const NOT_MONEY = "its authorizations and captures come as events of their own"
const OLDER = "a payment of PayPal's older API"

/** By the name of the event, or else by the beginning of its name. */
const UNREAD: readonly (readonly [beginning: string, unread: Unread])[] = [
  // The buyer agreed; nothing is paid until the order is captured.
  ["CHECKOUT.ORDER.APPROVED", nothing(`an approved order is not paid; ${NOT_MONEY}`)],
  ["CHECKOUT.ORDER.COMPLETED", nothing(`a completed order may hold pending and declined captures; ${NOT_MONEY}`)],
  ["CHECKOUT.", nothing(`an order tells nothing about money; ${NOT_MONEY}`)],
  ["PAYMENT.SALE.PENDING", nothing(`${OLDER} waits, and no money came yet`)],
  ["PAYMENT.SALE.DENIED", nothing(`${OLDER} was denied, and no money came`)],
  ["PAYMENT.SALE.COMPLETED", person(`${OLDER} brought money`)],
  ["PAYMENT.SALE.REFUNDED", person(`money of ${OLDER} went back`)],
  ["PAYMENT.SALE.REVERSED", person(`PayPal took back the money of ${OLDER}`)],
  ["PAYMENT.SALE.", person(`${OLDER} changed in a way that is not known`)],
  ["PAYMENT.ORDER.CREATED", nothing("an order of PayPal's older API was made, and nothing is paid")],
  ["PAYMENT.ORDER.CANCELLED", nothing("an order of PayPal's older API was given up, and nothing was paid")],
  ["PAYMENT.ORDER.", person("an order of PayPal's older API changed in a way that is not known")],
  ["PAYMENT.PAYOUTS", nothing("a payout moves the merchant's own money")],
  ["PAYMENT.REFERENCED-PAYOUT", nothing("a payout moves the merchant's own money")],
  ["PAYMENT.CAPTURE.", person("a capture changed in a way that is not known")],
  ["PAYMENT.AUTHORIZATION.", person("an authorization changed in a way that is not known")],
  ["PAYMENT.REFUND.", person("a refund changed in a way that is not known")],
  ["CUSTOMER.DISPUTE.", person("a dispute changed in a way that is not known")],
  ["RISK.DISPUTE.", person("a dispute changed in a way that is not known")],
  ["INVOICING.INVOICE.PAID", person("an invoice was paid, and names no payment")],
  ["INVOICING.INVOICE.REFUNDED", person("money of an invoice went back, and it names no payment")],
  ["INVOICING.", nothing("an invoice asks for money and moves none")],
  ["PAYMENTS.PAYMENT.", nothing(`${OLDER} was made, and nothing is paid`)],
  ["BILLING.", nothing("an agreement to pay moves no money; each payment comes as an event of its own")],
  ["BILLING_AGREEMENTS.", nothing("an agreement to pay moves no money; each payment comes as an event of its own")],
  ["VAULT.", nothing("a saved payment method moves no money")],
  ["MERCHANT.", nothing("it is about the merchant's account")],
  ["CUSTOMER.", nothing("it is about an account")],
  ["IDENTITY.", nothing("it is about the consent of an account")],
  ["CATALOG.", nothing("it is about the merchant's products")],
]

/** Why this event type is not read; undefined for a type of no known family. */
export const unreadOf = (type: string): Unread | undefined => UNREAD.find(([beginning]) => type.startsWith(beginning))?.[1]
