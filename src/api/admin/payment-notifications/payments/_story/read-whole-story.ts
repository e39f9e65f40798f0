import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { StoryKind } from "../../../../../services/domain/payment-story"
import type { PaymentRow } from "../query-config"
import { readStory, type StoryPage } from "./read-story"
import type { StoryEntry } from "./story-entry"

/** A file holds so many entries at most: one payment has some dozens, and thousands where a provider repeats itself. */
export const MOST_EXPORTED = 10_000

const PAGE = 500

/** The newest entries up to MOST_EXPORTED; `has_more` where the story is longer. Throws ReadUnavailableError. */
export async function readWholeStory(
  req: AuthenticatedMedusaRequest,
  payment: PaymentRow,
  kinds: readonly StoryKind[] | undefined,
): Promise<StoryPage> {
  const entries: StoryEntry[] = []
  for (;;) {
    const limit = Math.min(PAGE, MOST_EXPORTED - entries.length)
    const page = await readStory(req, payment, { kinds, before: entries.at(-1), limit })
    entries.push(...page.entries)
    if (!page.has_more || !page.entries.length || entries.length >= MOST_EXPORTED) return { ...page, entries }
  }
}
