import type { AttentionKind } from "../../services/store/entities"
import { toMajor } from "../../services/domain/money"

/** What a message to the merchant is about, as the ledger keeps it. */
export interface MerchantMessageData {
  readonly shop_name: string | null
  readonly order_display_id: number | null
  /** Integer minor units, as a decimal string; null where no money is in question. */
  readonly amount: string | null
  readonly currency_code: string | null
  readonly detail: string
  readonly account: string | null
  readonly provider_payment_id: string | null
}

/** What happened, and what the merchant may do about it. */
const WORDS: Readonly<Record<AttentionKind, { readonly subject: string; readonly advice: string }>> = {
  mismatch: {
    subject: "A payment differs from its order",
    advice: "Nothing was marked as paid. Accept the payment as it is, refund it, or dismiss it.",
  },
  orphan_payment: {
    subject: "A payment has no order",
    advice:
      "The customer has paid, and no order could be made. Accept to try again once the cause is mended, or refund the payment.",
  },
  double_payment: {
    subject: "An order was paid twice",
    advice: "The second payment was not applied. Refund it, or accept it if both are wanted.",
  },
  late_payment: {
    subject: "A payment came after it was canceled",
    advice: "It was not applied. Accept it if the order still stands, or refund it.",
  },
  capture_reversed: {
    subject: "A payment was taken back",
    advice:
      "The order is shown as paid, the provider says that it is not. Do not ship before you have looked; accept to book the loss.",
  },
  refund_failed: {
    subject: "A refund failed",
    advice: "The customer does not have the money. Refund it in another way.",
  },
  refund_pending: {
    subject: "A refund has been pending for long",
    advice: "Ask the provider what it waits for.",
  },
  dispute: {
    subject: "A payment is disputed",
    advice: "Answer at the provider before the deadline.",
  },
  unpaid_order: {
    subject: "An order will not be paid",
    advice: "The provider has given the payment up. Cancel the order, or ask the customer for another payment.",
  },
  risk: {
    subject: "A payment looks risky",
    advice: "Look at it before you ship.",
  },
  provider_silent: {
    subject: "A payment provider has gone silent",
    advice: "No webhook has come for longer than usual. Check the webhook URL at the provider.",
  },
  drift: {
    subject: "A payment differs from what the provider says",
    advice: "It could not be brought to agreement by itself.",
  },
  dead_event: {
    subject: "A webhook could not be applied",
    advice: "It is not tried any more. Mend the cause and accept to apply it, or dismiss it.",
  },
  out_of_stock: {
    subject: "A paid order is out of stock",
    advice: "Restock its items and reserve them, or refund the order; then dismiss this.",
  },
  follow_up_failed: {
    subject: "What follows a payment could not be done",
    advice: "The payment and its order are not affected. Mend the cause and do it by hand; then dismiss this.",
  },
}

const PREFIX = "attention."

/** What the merchant is told beside attention items. */
const NEWS: Readonly<Record<string, { readonly subject: string; readonly advice: string }>> = {
  "dispute.deadline": {
    subject: "A dispute is still to be answered",
    advice: "Answer at the provider before the deadline, or the money is lost.",
  },
  "dispute.won": { subject: "A dispute was won", advice: "The money is yours. Nothing is left to do." },
  "dispute.lost": {
    subject: "A dispute was lost",
    advice: "The money went back to the payer, and the order's transactions say so. It was not refunded through the store.",
  },
}

/** True for facts that the merchant is told of by themselves. */
export const isToldToMerchant = (fact: string): boolean => fact === "dispute.won" || fact === "dispute.lost"

function wordsOf(fact: string): { readonly subject: string; readonly advice: string } | undefined {
  if (Object.hasOwn(NEWS, fact)) return NEWS[fact]
  const kind = fact.startsWith(PREFIX) ? fact.slice(PREFIX.length) : ""
  return Object.hasOwn(WORDS, kind) ? WORDS[kind as AttentionKind] : undefined
}

/** A message to the merchant, as subject and lines; undefined for what the merchant is not told. */
export function merchantMessage(fact: string, data: MerchantMessageData): { subject: string; lines: string[] } | undefined {
  const words = wordsOf(fact)
  if (!words) return undefined
  const { subject, advice } = words
  const order = data.order_display_id === null ? undefined : `order #${data.order_display_id}`
  const sum =
    data.amount !== null && data.currency_code !== null
      ? `${toMajor(BigInt(data.amount), data.currency_code)} ${data.currency_code.toUpperCase()}`
      : undefined
  const about = [order, sum].filter(Boolean).join(", ")
  const where = [
    data.account && `Account: ${data.account}`,
    data.provider_payment_id && `Payment at the provider: ${data.provider_payment_id}`,
  ].filter((line): line is string => Boolean(line))
  return {
    subject: `${data.shop_name ? `[${data.shop_name}] ` : ""}${subject}${about ? ` (${about})` : ""}`,
    lines: [`${data.detail}.`.replace(/\.\.$/, "."), advice, ...where],
  }
}
