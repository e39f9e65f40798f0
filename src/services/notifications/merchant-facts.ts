import { ATTENTION_KINDS, type AttentionKind } from "../store/entities"

/** What the merchant is told beside attention items. */
const DISPUTE_FACTS = ["dispute.deadline", "dispute.won", "dispute.lost"] as const

export type MerchantFact = `attention.${AttentionKind}` | (typeof DISPUTE_FACTS)[number]

/** The facts that the merchant is told. */
export const merchantFacts: readonly MerchantFact[] = [
  ...ATTENTION_KINDS.map((kind) => `attention.${kind}` as const),
  ...DISPUTE_FACTS,
]

/** True for moves of a payment that the merchant is told of by themselves, without an attention item. */
export const isNotifiedToMerchant = (fact: string): boolean => fact === "dispute.won" || fact === "dispute.lost"
