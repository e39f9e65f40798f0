/**
 * The kinds of a story's entries: webhook events; transitions of the payment, of its refunds and of its disputes; captures that the
 * provider named; Medusa's own rows; messages, callbacks, attention items and the decisions about them.
 */
export const STORY_KINDS = [
  "event",
  "payment",
  "capture",
  "refund",
  "dispute",
  "medusa",
  "message",
  "callback",
  "attention",
  "decision",
] as const

export type StoryKind = (typeof STORY_KINDS)[number]

/** A place in a story: entries are ordered by their time, and those of one millisecond by id. */
export interface StoryPlace {
  readonly at: Date
  readonly id: string
}

/** An entry by its kind: `id` is that of its row. */
export interface PlacedEntry extends StoryPlace {
  readonly kind: StoryKind
}

/** Orders entries as the database does, the newest first: ids by their characters' codes. */
export function newestFirst(a: StoryPlace, b: StoryPlace): number {
  const later = b.at.getTime() - a.at.getTime()
  if (later) return later
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0
}
