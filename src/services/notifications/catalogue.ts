import type { PaymentState } from "../domain/states"

/** What customers choose by, and figures are counted by. */
export const TOPICS = ["payment", "refund", "reward", "payment_method"] as const
export type Topic = (typeof TOPICS)[number]

/** How a fact is told to the customer. */
export interface CustomerNotice {
  readonly topic: Topic
  /** About the customer's money or order: told to guests, in quiet hours, and on one channel at least whatever is switched off. */
  readonly essential: boolean
  /** Told to guests, too, although it is not essential: it was made for them, and nobody else would ever tell them. */
  readonly guests?: boolean
  /** Seconds to wait before it is told: most payments go on by themselves within minutes. */
  readonly delaySeconds: number
  /** States of the payment in which the message is no longer true. */
  readonly overtakenBy: readonly PaymentState[]
}

const MINUTE = 60
const ENDED: readonly PaymentState[] = ["captured", "canceled", "expired"]

const notice = (topic: Topic, more: Partial<CustomerNotice> = {}): CustomerNotice => ({
  topic,
  essential: true,
  delaySeconds: 0,
  overtakenBy: [],
  ...more,
})

/** The facts that customers are told. */
export const CUSTOMER_FACTS = {
  "payment.pending": notice("payment", {
    essential: false,
    delaySeconds: 10 * MINUTE,
    overtakenBy: ["requires_action", "authorized", "failed", ...ENDED],
  }),
  "payment.requires_action": notice("payment", { delaySeconds: 5 * MINUTE, overtakenBy: ["authorized", "failed", ...ENDED] }),
  "payment.captured": notice("payment"),
  "payment.failed": notice("payment", { overtakenBy: ["authorized", "captured"] }),
  "payment.canceled": notice("payment", { overtakenBy: ["captured"] }),
  "payment.expired": notice("payment", { overtakenBy: ["captured"] }),
  "refund.succeeded": notice("refund"),
  "refund.failed": notice("refund"),
  "reward.issued": notice("reward", { essential: false, guests: true }),
  "payment_method.expiring": notice("payment_method", { essential: false }),
  "attention.orphan_payment": notice("payment"),
} as const satisfies Readonly<Record<string, CustomerNotice>>

export type CustomerFact = keyof typeof CUSTOMER_FACTS

export const customerFacts = Object.keys(CUSTOMER_FACTS) as [CustomerFact, ...CustomerFact[]]

/** True for facts that customers are told. */
export const isNotifiedToCustomers = (fact: string): fact is CustomerFact => Object.hasOwn(CUSTOMER_FACTS, fact)

/** How a fact is told to the customer; undefined for a fact that is not. */
export const customerNoticeOf = (fact: string): CustomerNotice | undefined =>
  isNotifiedToCustomers(fact) ? CUSTOMER_FACTS[fact] : undefined
