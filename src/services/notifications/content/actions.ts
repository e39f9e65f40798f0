import type { LinkName, MessageKey } from "./catalog"
import type { CustomerFact } from "../catalogue"

/** Where a customer's message leads: what they can do about it, or look at. */
const ACTIONS: Readonly<Record<CustomerFact, LinkName | "shop" | undefined>> = {
  "payment.captured": "order",
  "payment.pending": "order",
  "payment.requires_action": "pay",
  "payment.failed": "pay",
  "payment.canceled": "order",
  "payment.expired": "pay",
  "refund.succeeded": "order",
  "refund.failed": "order",
  "reward.issued": "shop",
  "payment_method.expiring": "paymentMethods",
  // There is no order to look at yet, and a way to pay would be an invitation to pay twice.
  "attention.orphan_payment": undefined,
}

/** Which link a message's button has; the merchant's lead to what is put before a person. */
export const actionOf = (key: MessageKey): LinkName | "shop" | undefined =>
  Object.hasOwn(ACTIONS, key) ? ACTIONS[key as CustomerFact] : "attention"
