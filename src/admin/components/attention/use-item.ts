import { useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownItem } from "../../../api/admin/payment-notifications/attention/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

/** Somebody else may decide while it is looked at. */
const EVERY_MS = 10_000

export type Item = Answer<ShownItem["attention"]>

/** One item that wants a person, with its decisions, its event and its payment; disabled, what somebody else on the page has read. */
export const useItem = (id: string, { enabled = true } = {}) =>
  useQuery({
    queryKey: keys.item(id),
    queryFn: () => read<Answer<ShownItem>>(`attention/${id}`),
    select: ({ attention }) => attention,
    refetchInterval: EVERY_MS,
    refetchOnWindowFocus: true,
    retry: false,
    enabled,
  })
