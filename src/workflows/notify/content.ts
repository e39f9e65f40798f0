import { toMajor } from "../../services/domain/money"
import { couponMessage, type Coupon } from "./coupon-message"
import { merchantMessage, type MerchantMessageData } from "./merchant-content"

/** What a message is about, as the ledger keeps it. */
export interface MessageData {
  readonly shop_name: string | null
  /** The order's number as the customer sees it; null while there is no order. */
  readonly order_display_id: number | null
  /** Integer minor units, as a decimal string. */
  readonly amount: string
  readonly currency_code: string
  readonly reason_code: string | null
  /** What a reward message hands over. */
  readonly coupon?: Coupon
}

export interface MessageContent {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The facts customers are told about, and how. */
const WRITE: Readonly<
  Record<string, (about: { what: string; sum: string; shop: string; coupon?: Coupon }) => { subject: string; lines: string[] }>
> = {
  "payment.captured": ({ what, sum, shop }) => ({
    subject: `Payment received for ${what}`,
    lines: [`We have received your payment of ${sum} for ${what}${shop}.`, "Thank you."],
  }),
  "payment.failed": ({ what, sum, shop }) => ({
    subject: `Payment failed for ${what}`,
    lines: [
      `Your payment of ${sum} for ${what}${shop} did not go through.`,
      "You have not been charged. You can try again with the same or another payment method.",
    ],
  }),
  "payment.canceled": ({ what, sum, shop }) => ({
    subject: `Payment canceled for ${what}`,
    lines: [`Your payment of ${sum} for ${what}${shop} was canceled.`, "Nothing further will be charged."],
  }),
  "refund.succeeded": ({ what, sum, shop }) => ({
    subject: `Refund for ${what}`,
    lines: [`${sum} of your payment for ${what}${shop} has been refunded.`, "Your bank may take a few days to show it."],
  }),
  "reward.issued": ({ what, shop, coupon }) => couponMessage(coupon!, what, shop),
  "attention.orphan_payment": ({ what, sum, shop }) => ({
    subject: "Payment received, your order is being checked",
    lines: [
      `We have received your payment of ${sum} for ${what}${shop}, but could not confirm the order yet.`,
      "We are looking into it. You need not do anything, and please do not pay again.",
    ],
  }),
}

/** True for facts that customers are told about. */
export const isTold = (fact: string): boolean => Object.hasOwn(WRITE, fact)

/** The message about a fact to a customer, as subject, text and HTML; undefined for a fact nobody is told about. */
export function writeMessage(fact: string, data: MessageData): MessageContent | undefined {
  if (!isTold(fact)) return undefined
  return toContent(
    WRITE[fact]!({
      what: data.order_display_id === null ? "your order" : `order #${data.order_display_id}`,
      sum: `${toMajor(BigInt(data.amount), data.currency_code)} ${data.currency_code.toUpperCase()}`,
      shop: data.shop_name ? ` at ${data.shop_name}` : "",
      ...(data.coupon && { coupon: data.coupon }),
    }),
  )
}

/** The message about an attention item to the merchant; undefined for what the merchant is not told. */
export function writeMerchantMessage(fact: string, data: MerchantMessageData): MessageContent | undefined {
  const message = merchantMessage(fact, data)
  return message && toContent(message)
}

const toContent = ({ subject, lines }: { subject: string; lines: readonly string[] }): MessageContent => ({
  subject,
  text: lines.join("\n\n"),
  html: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n"),
})

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
