import type { StoryKind } from "../../services/domain/payment-story"
import type { WordKey } from "./use-words"

export type { StoryKind }

/** The words for each kind of entries, in the order in which they are offered; Medusa is called so in every language. */
export const KIND_WORDS = {
  event: "events.title",
  payment: "story.entries.payment",
  capture: "story.entries.capture",
  refund: "story.entries.refund",
  dispute: "order.dispute",
  medusa: undefined,
  message: "order.messages",
  callback: "order.callbacks",
  attention: "menu",
  decision: "item.decisions",
} as const satisfies Record<StoryKind, WordKey | undefined>

export const STORY_KINDS = Object.keys(KIND_WORDS) as StoryKind[]
