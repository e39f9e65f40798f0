import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownItems } from "../../../api/admin/payment-notifications/attention/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

export interface ItemsQuery {
  readonly state?: readonly string[]
  readonly kind?: readonly string[] | undefined
  readonly account?: readonly string[] | undefined
  readonly created_at?: Readonly<Record<string, string>> | undefined
  readonly order?: string
  readonly limit: number
  readonly offset?: number
}

const EVERY_MS = 30_000

/** A page of items that want a person. */
export const useItems = (query: ItemsQuery, { enabled = true } = {}) =>
  useQuery({
    queryKey: keys.items(query),
    queryFn: () => read<Answer<ShownItems>>("attention", { ...query }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    retry: false,
    enabled,
  })
