import type { AttentionWords } from "../../attention-words"

/** English. */
export const en: AttentionWords = {
  mismatch: [
    "A payment differs from its order",
    "Nothing was marked as paid. Accept the payment as it is, refund it, or dismiss it.",
  ],
  orphan_payment: [
    "A payment has no order",
    "The customer has paid, and no order could be made. Accept to try again once the cause is mended, or refund the payment.",
  ],
  double_payment: ["An order was paid twice", "The second payment was not applied. Refund it, or accept it if both are wanted."],
  late_payment: [
    "A payment came too late",
    "It was not applied: the payment or its order had been canceled before. Refund it, or accept it to record it.",
  ],
  capture_reversed: [
    "A payment was taken back",
    "The order is shown as paid, the provider says that it is not. Do not ship before you have looked; accept to book the loss.",
  ],
  refund_failed: ["A refund failed", "The customer does not have the money. Refund it in another way."],
  refund_pending: ["A refund has been pending for long", "Ask the provider what it waits for."],
  dispute: ["A payment is disputed", "Answer at the provider before the deadline."],
  unpaid_order: [
    "An order will not be paid",
    "The provider has given the payment up. Cancel the order, or ask the customer for another payment.",
  ],
  risk: ["A payment looks risky", "Look at it before you ship."],
  provider_silent: [
    "A payment provider has gone silent",
    "No webhook has come for longer than usual. Check the webhook URL at the provider.",
  ],
  drift: ["A payment differs from what the provider says", "It could not be brought to agreement by itself."],
  dead_event: [
    "A webhook could not be applied",
    "It is not tried any more. Mend the cause and accept to apply it, or dismiss it.",
  ],
  out_of_stock: ["A paid order is out of stock", "Restock its items and reserve them, or refund the order; then dismiss this."],
  unclear_report: [
    "A report of the provider is unclear",
    "The provider says something about money that could not be read. Look at it there; then dismiss this.",
  ],
  foreign_order: [
    "An order came from another channel",
    "It was paid on the same provider account, and this store has no order for it. Enter it by hand, then dismiss this.",
  ],
  after_payment_failed: [
    "What follows a payment could not be done",
    "The payment and its order are not affected. Mend the cause and do it by hand; then dismiss this.",
  ],
  delivery_failing: [
    "A third party is not reached",
    "No deliveries arrive there. Mend the destination or its receiver, and recover what failed; then dismiss this.",
  ],
}
