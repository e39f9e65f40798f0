import { customerFacts, type CustomerFact } from "../catalogue"
import { merchantFacts, type MerchantFact } from "../merchant-facts"

export type Audience = "customer" | "merchant"

/** Names one message: a customer's fact, or a merchant's with its prefix, for some facts are told to both. */
export type MessageKey = CustomerFact | `merchant.${MerchantFact}`

/** One message in one language; every field is ICU MessageFormat with the variables of `variables.ts`. */
export interface Words {
  readonly subject: string
  /** Paragraphs, parted by an empty line. */
  readonly text: string
  /** For channels with room for a line or two: SMS and push. Stands without the subject. */
  readonly short: string
}

/** Where a message's button leads. */
export const LINK_NAMES = ["order", "pay", "paymentMethods", "preferences", "attention"] as const
export type LinkName = (typeof LINK_NAMES)[number]

/** What stands around every message, in ICU MessageFormat too. */
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

/** Every message there is, customers' first. */
export const messageKeys: readonly MessageKey[] = [...customerFacts, ...merchantFacts.map((fact) => `merchant.${fact}` as const)]

const KEYS: ReadonlySet<string> = new Set(messageKeys)

/** The name of the message that tells `audience` of `fact`; undefined where they are not told. */
export function messageKey(audience: Audience, fact: string): MessageKey | undefined {
  const key = audience === "merchant" ? `merchant.${fact}` : fact
  const ofMerchant = key.startsWith(MERCHANT)
  return KEYS.has(key) && ofMerchant === (audience === "merchant") ? (key as MessageKey) : undefined
}

const MERCHANT = "merchant."

/** A catalog's words for a message. */
export const wordsIn = ({ customer, merchant }: Catalog, key: MessageKey): Words =>
  key.startsWith(MERCHANT) ? merchant[key.slice(MERCHANT.length) as MerchantFact] : customer[key as CustomerFact]
