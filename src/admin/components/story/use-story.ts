import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownStory } from "../../../api/admin/payment-notifications/payments/_story/answers"
import type { StoryKind } from "../../../services/domain/payment-story"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

export type Story = Answer<ShownStory["story"]>
export type StoryPayment = Story["payment"]
export type Entry = Story["entries"][number]

const EVERY_MS = 15_000

/** The story of a payment, the newest first, of some kinds alone where they are chosen; page by page. Disabled: what somebody else on the page has read. */
export const useStory = (id: string, kinds: readonly StoryKind[], { enabled = true } = {}) =>
  useInfiniteQuery({
    queryKey: keys.story(id, kinds),
    queryFn: ({ pageParam }) =>
      read<Answer<ShownStory>>(`payments/${id}/story`, {
        ...(kinds.length && { kind: kinds }),
        ...(pageParam !== null && { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ story }) => story.next_cursor,
    placeholderData: keepPreviousData,
    // Whoever reads back is not asked for page after page again.
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : EVERY_MS),
    retry: false,
    enabled,
  })
