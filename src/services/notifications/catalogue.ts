import type { PaymentState } from "../domain/states"

/** The topics that customers choose by, and that figures are counted by. */
export const TOPICS = ["payment", "refund", "reward", "payment_method"] as const
export type Topic = (typeof TOPICS)[number]

/** How the customer is notified of a fact. */
export interface CustomerNotice {
  readonly topic: Topic
  /** About the customer's money or order: sent to guests, in quiet hours, and on at least one channel even if all are switched off. */
  readonly essential: boolean
  /** Sent to guests, too, although it is not essential: it was made for them, and no other message would ever announce it. */
  readonly guests?: boolean
  /** Seconds to wait before it is sent: most payments go on by themselves within minutes. */
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

/** The facts that customers are notified of. */
export const CUSTOMER_FACTS = {
  "payment.pending": notice("payment", {
    essential: false,
    delaySeconds: 10 * MINUTE,
    overtakenBy: ["requires_action", "authorized", "failed", ...ENDED],
  }),
  "payment.requires_action": notice("payment", { delaySeconds: 5 * MINUTE, overtakenBy: ["authorized", "failed", ...ENDED] }),
  "payment.captured": notice("payment"),
  // Captured, and accepted by a person, of an order that was canceled before.
  "payment.late": notice("payment"),
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

/** True for facts that customers are notified of. */
export const isNotifiedToCustomers = (fact: string): fact is CustomerFact => Object.hasOwn(CUSTOMER_FACTS, fact)

/** How the customer is notified of a fact; undefined for any other fact. */
export const customerNoticeOf = (fact: string): CustomerNotice | undefined =>
  isNotifiedToCustomers(fact) ? CUSTOMER_FACTS[fact] : undefined
