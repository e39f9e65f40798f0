import { ATTENTION_KINDS, type AttentionKind } from "../store/entities"

/** Facts beside attention items that the merchant is notified of. */
const DISPUTE_FACTS = ["dispute.deadline", "dispute.closed", "dispute.won", "dispute.lost"] as const

export type MerchantFact = `attention.${AttentionKind}` | (typeof DISPUTE_FACTS)[number]

/** The facts that the merchant is notified of. */
export const merchantFacts: readonly MerchantFact[] = [
  ...ATTENTION_KINDS.map((kind) => `attention.${kind}` as const),
  ...DISPUTE_FACTS,
]

/** True for transitions that the merchant is notified of without an attention item. */
export const isNotifiedToMerchant = (fact: string): boolean =>
  fact === "dispute.closed" || fact === "dispute.won" || fact === "dispute.lost"
