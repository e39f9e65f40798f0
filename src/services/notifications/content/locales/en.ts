import type { Catalog } from "../catalog"
import { attentionMessages, merchantWords } from "../merchant-words"
import { en as attention } from "./attention/en"

const order = "{has_order, select, yes {order #{order}} other {your order}}"
const shop = "{has_shop, select, yes { at {shop}} other {}}"
/** Short messages come from a bare number: they first name the sender. */
const from = "{has_shop, select, yes {{shop}: } other {}}"
const card = "{has_brand, select, yes {{brand}} other {card}}{has_last4, select, yes { ending in {last4}} other {}}"

const merchant = merchantWords({
  about: "{about, select, both { (order #{order}, {amount})} order { (order #{order})} amount { ({amount})} other {}}",
  where:
    "{has_due, select, yes {To be answered by {due}\n} other {}}" +
    "{has_account, select, yes {Account: {account}\n} other {}}" +
    "{has_provider_payment, select, yes {Payment at the provider: {provider_payment}} other {}}",
})

/** English. */
export const en: Catalog = {
  frame: {
    links: {
      order: "View your order",
      pay: "Complete payment",
      paymentMethods: "Update payment method",
      preferences: "Notification settings",
      attention: "Review",
      shop: "Visit the shop",
    },
    support: "Questions? Write to {support_email}.",
    unsubscribe: "Unsubscribe",
  },
  customer: {
    "payment.captured": {
      subject: `Payment received for ${order}`,
      text: `We have received your payment of {amount} for ${order}${shop}.\n\nThank you.`,
      short: `${from}We have received your payment of {amount} for ${order}. Thank you.`,
    },
    "payment.pending": {
      subject: `Payment not confirmed yet for ${order}`,
      text: `Your payment of {amount} for ${order}${shop} is on its way, but it has not been confirmed yet. With some payment methods this takes a few days.\n\nThere is nothing you need to do, and please do not pay again. We will let you know as soon as it is confirmed.`,
      short: `${from}Your payment of {amount} for ${order} is not confirmed yet. Please do not pay again; we will let you know.`,
    },
    "payment.requires_action": {
      subject: `Please complete your payment for ${order}`,
      text: `Your payment of {amount} for ${order}${shop} needs one more step from you, such as a confirmation in your banking app.\n\nNothing has been charged yet.`,
      short: `${from}Your payment of {amount} for ${order} needs one more step from you. Nothing has been charged yet.`,
    },
    "payment.late": {
      subject: `About your late payment for ${order}`,
      text: `{amount} from you for ${order}${shop} has reached us, but it was no longer due: the order, or our request for this payment, had been canceled before.\n\nThe payment does not renew the order. We will refund it or contact you about it. There is nothing you need to do, and please do not pay again.`,
      short: `${from}{amount} from you for ${order} has reached us after it was canceled. We will refund it or contact you. Please do not pay again.`,
    },
    "payment.failed": {
      subject: `Payment failed for ${order}`,
      text: `Your payment of {amount} for ${order}${shop} did not go through.{count, plural, =0 {} =1 {} other { It was tried # times.}}\n\nYou have not been charged. You can try again with the same or another payment method.`,
      short: `${from}Your payment of {amount} for ${order} did not go through. You have not been charged.`,
    },
    "payment.canceled": {
      subject: `Payment canceled for ${order}`,
      text: `Your payment of {amount} for ${order}${shop} was canceled.\n\nNothing further will be charged.`,
      short: `${from}Your payment of {amount} for ${order} was canceled. Nothing further will be charged.`,
    },
    "payment.expired": {
      subject: `Payment not received for ${order}`,
      text: `The time to pay {amount} for ${order}${shop} has run out, and no payment has reached us.\n\nNothing was charged.`,
      short: `${from}The time to pay {amount} for ${order} has run out. Nothing was charged.`,
    },
    "refund.succeeded": {
      subject: `Refund for ${order}`,
      text: `{has_remaining, select, yes {{amount} of your payment for ${order}${shop} has been refunded. {remaining} of it has not been refunded.} other {{amount} of your payment for ${order}${shop} has been refunded.}}\n\nYour bank may take a few days to show it.`,
      short: `${from}{amount} of your payment for ${order} has been refunded. Your bank may take a few days to show it.`,
    },
    "refund.failed": {
      subject: `Refund delayed for ${order}`,
      text: `Your refund of {amount} for ${order}${shop} could not be completed.\n\nWe are looking into it and will see that you get your money. There is nothing you need to do.`,
      short: `${from}Your refund of {amount} for ${order} is delayed. We are looking into it; there is nothing you need to do.`,
    },
    "reward.issued": {
      subject: `A thank-you for ${order}`,
      text: `Thank you for ${order}${shop}. Your coupon code is {code}: {worth} off your next order{has_minimum, select, yes { of {minimum} or more} other {}}.\n\nIt can be used once, with this e-mail address{has_ends, select, yes {, until {ends}} other {}}.`,
      short: `${from}Thank you for ${order}. {worth} off your next order{has_minimum, select, yes { of {minimum} or more} other {}} with the code {code}{has_ends, select, yes {, until {ends}} other {}}.`,
    },
    "payment_method.expiring": {
      subject: `Your saved payment method expires soon`,
      text: `Your saved ${card}${shop} expires on {expires}.\n\nPlease add another payment method in time, so that your next payment goes through.`,
      short: `${from}Your saved ${card} expires on {expires}. Please add another payment method in time.`,
    },
    "attention.orphan_payment": {
      subject: "Payment received, your order is being checked",
      text: `We have received your payment of {amount} for ${order}${shop}, but could not confirm the order yet.\n\nWe are looking into it. There is nothing you need to do, and please do not pay again.`,
      short: `${from}We have received your payment of {amount} and are checking your order. Please do not pay again.`,
    },
  },
  merchant: {
    ...attentionMessages(merchant, attention),
    "dispute.deadline": merchant(
      "A dispute is still to be answered",
      "Answer at the provider before the deadline, or the money is lost.",
    ),
    "dispute.closed": merchant("A dispute was closed", "It ended without a winner. Nothing is left to do."),
    "dispute.won": merchant("A dispute was won", "The money is yours. Nothing is left to do."),
    "dispute.lost": merchant(
      "A dispute was lost",
      "The money went back to the payer, and the order’s transactions say so. It was not refunded through the store.",
    ),
  },
}
