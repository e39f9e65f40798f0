import type { LinkName, MessageKey } from "./catalog"
import type { CustomerFact } from "../catalogue"

/** The link of a customer's message: to the page where they can act on it, or look at it. */
const ACTIONS: Readonly<Record<CustomerFact, LinkName | "shop" | undefined>> = {
  "payment.captured": "order",
  "payment.pending": "order",
  "payment.requires_action": "pay",
  "payment.late": "order",
  "payment.failed": "pay",
  "payment.canceled": "order",
  "payment.expired": "pay",
  "refund.succeeded": "order",
  "refund.failed": "order",
  "reward.issued": "shop",
  "payment_method.expiring": "paymentMethods",
  // There is no order to look at yet, and a link to pay would invite the customer to pay twice.
  "attention.orphan_payment": undefined,
}

/** The link of a message's button; the merchant's messages lead to the attention item. */
export const actionOf = (key: MessageKey): LinkName | "shop" | undefined =>
  Object.hasOwn(ACTIONS, key) ? ACTIONS[key as CustomerFact] : "attention"
