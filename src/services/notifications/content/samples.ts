import type { MessageKey } from "./catalog"
import type { MessageData } from "./message-data"

/** An ordinary payment, for previews and tests. */
const PAYMENT: MessageData = {
  shop_name: "Ada’s Mugs",
  order_display_id: 1042,
  order_id: "order_01SAMPLE",
  cart_id: "cart_01SAMPLE",
  customer_id: "cus_01SAMPLE",
  amount: "124950",
  currency_code: "eur",
  reason_code: null,
}

const ITEM: MessageData = {
  ...PAYMENT,
  detail: "expected 1249.50 EUR, reported 1200.00 EUR",
  account: "stripe",
  provider_payment_id: "pi_sample",
  attention_id: "payatt_01SAMPLE",
}

const DISPUTE: MessageData = {
  ...ITEM,
  dispute_id: "paydis_01SAMPLE",
  detail: "The payer's bank contests 1249.50 EUR of this payment (fraudulent): dispute dp_sample at stripe",
}

const NO_MONEY = { order_display_id: null, order_id: null, amount: null, currency_code: null, provider_payment_id: null } as const

/** Messages whose data differs from the common case. */
const SPECIAL: Readonly<Partial<Record<MessageKey, MessageData>>> = {
  "payment.failed": { ...PAYMENT, count: 3, reason_code: "insufficient_funds" },
  "refund.succeeded": { ...PAYMENT, amount: "24950", remaining_amount: "100000" },
  "reward.issued": {
    ...PAYMENT,
    coupon: {
      code: "THANKS-7KQ2M9XWBD4F",
      type: "percentage",
      value: "12.5",
      currency_code: "eur",
      minimum_amount: "40",
      ends_at: "2026-12-24T10:00:00.000Z",
    },
  },
  "payment_method.expiring": {
    ...PAYMENT,
    payment_method: { brand: "visa", last4: "4242", expires_on: "2026-12-31" },
  },
  "merchant.attention.provider_silent": { ...ITEM, ...NO_MONEY, detail: "no webhook from stripe for 26 hours" },
  "merchant.attention.dispute": { ...ITEM, evidence_due_by: "2026-11-24T16:00:00.000Z" },
  "merchant.dispute.deadline": { ...DISPUTE, evidence_due_by: "2026-11-24T16:00:00.000Z" },
  "merchant.dispute.closed": {
    ...DISPUTE,
    attention_id: null,
    detail: "Dispute dp_sample at stripe over 1249.50 EUR is closed without a winner",
  },
  "merchant.dispute.won": { ...DISPUTE, attention_id: null, detail: "Dispute dp_sample at stripe over 1249.50 EUR is won" },
  "merchant.dispute.lost": {
    ...DISPUTE,
    attention_id: null,
    detail: "Dispute dp_sample at stripe over 1249.50 EUR is lost (fraudulent)",
  },
}

/** Sample data of a message. */
export const sampleOf = (key: MessageKey): MessageData => SPECIAL[key] ?? (key.startsWith("merchant.") ? ITEM : PAYMENT)
