import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttentionKind, PaymentAttention } from "../../services/store/entities"
import { findContact } from "../notify/contact"
import { paymentNotificationService } from "../module"

const CHANNEL = "email"

/** What customers are told about too: they have paid and see no order. */
const TOLD_TO_CUSTOMERS: ReadonlySet<AttentionKind> = new Set(["orphan_payment"])

/** Writes the ledger rows about an item, once: one for each of the merchant's recipients, and the customer's where there is one. */
export async function planAttentionMessages(container: MedusaContainer, item: PaymentAttention): Promise<void> {
  const { attention, ledger, options } = paymentNotificationService(container)
  const { enabled, merchantRecipients, shopName, templates } = options.notifications
  if (!enabled) return
  const tellsCustomer = TOLD_TO_CUSTOMERS.has(item.kind)
  const contact = tellsCustomer || item.order_id ? await findContact(container, item) : undefined
  const fact = `attention.${item.kind}`
  const about = {
    subject: item.id,
    payment_transition_id: null,
    payment_record_id: item.payment_record_id,
    payment_attention_id: item.id,
    fact,
    channel: CHANNEL,
  }
  const data = {
    shop_name: shopName ?? null,
    order_id: item.order_id,
    order_display_id: contact?.orderDisplayId ?? null,
    amount: item.amount,
    currency_code: item.currency_code,
    reason_code: null,
  }
  // An item that comes up again is told to the merchant again; the customer has been told.
  const closings = (await attention.decisions(item.id)).filter(({ outcome }) => outcome === "done").length
  const before = item.state === "resolved" ? closings - 1 : closings
  const toMerchant = merchantRecipients.map((recipient) => ({
    ...about,
    subject: before > 0 ? `${item.id}:${before}` : item.id,
    audience: "merchant" as const,
    recipient,
    locale: null,
    template: `merchant.${fact}`,
    data: { ...data, detail: item.detail, account: item.account, provider_payment_id: item.provider_payment_id },
  }))
  const toCustomer =
    tellsCustomer && contact && item.amount && item.currency_code
      ? [
          {
            ...about,
            audience: "customer" as const,
            recipient: contact.email,
            locale: contact.locale,
            template: (templates as Readonly<Record<string, string | undefined>>)[fact] ?? fact,
            data: { ...data, customer_id: contact.customerId },
          },
        ]
      : []
  await ledger.plan([...toMerchant, ...toCustomer])
}
