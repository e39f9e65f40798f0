import { customerFacts, type CustomerFact } from "../catalogue"
import { merchantFacts, type MerchantFact } from "../merchant-facts"

export type Audience = "customer" | "merchant"

/** Names one message: a customer's fact, or a merchant's with its prefix, since both are notified of some facts. */
export type MessageKey = CustomerFact | `merchant.${MerchantFact}`

/** One message in one language; every field is ICU MessageFormat with the variables of `variables.ts`. */
export interface Words {
  readonly subject: string
  /** Paragraphs, separated by an empty line. */
  readonly text: string
  /** For channels with room for a line or two: SMS and push. It is read without the subject. */
  readonly short: string
}

/** The links that a message's button can have. */
export const LINK_NAMES = ["order", "pay", "paymentMethods", "preferences", "attention"] as const
export type LinkName = (typeof LINK_NAMES)[number]

/** The frame around every message, in ICU MessageFormat too. */
export interface Frame {
  /** Labels of buttons, as imperatives. */
  readonly links: Readonly<Record<LinkName | "shop", string>>
  /** `{support_email}` */
  readonly support: string
  readonly unsubscribe: string
}

/** One language. */
export interface Catalog {
  readonly frame: Frame
  readonly customer: Readonly<Record<CustomerFact, Words>>
  readonly merchant: Readonly<Record<MerchantFact, Words>>
}

/** Every message, customers' first. */
export const messageKeys: readonly MessageKey[] = [...customerFacts, ...merchantFacts.map((fact) => `merchant.${fact}` as const)]

const KEYS: ReadonlySet<string> = new Set(messageKeys)

/** The name of the message that notifies `audience` of `fact`; undefined if there is none. */
export function messageKey(audience: Audience, fact: string): MessageKey | undefined {
  const key = audience === "merchant" ? `merchant.${fact}` : fact
  const ofMerchant = key.startsWith(MERCHANT)
  return KEYS.has(key) && ofMerchant === (audience === "merchant") ? (key as MessageKey) : undefined
}

const MERCHANT = "merchant."

/** A catalog's words for a message. */
export const wordsIn = ({ customer, merchant }: Catalog, key: MessageKey): Words =>
  key.startsWith(MERCHANT) ? merchant[key.slice(MERCHANT.length) as MerchantFact] : customer[key as CustomerFact]
