import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownEvents } from "../../../api/admin/payment-notifications/webhook-events/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

export interface EventsQuery {
  readonly state: readonly string[] | undefined
  readonly account: readonly string[] | undefined
  readonly type: readonly string[] | undefined
  readonly reason: readonly string[] | undefined
  readonly received_at: Readonly<Record<string, string>> | undefined
  readonly limit: number
  readonly offset: number
}

const EVERY_MS = 30_000

/** A page of the inbox, the newest first. */
export const useEvents = (query: EventsQuery) =>
  useQuery({
    queryKey: keys.events(query),
    queryFn: () => read<Answer<ShownEvents>>("webhook-events", { ...query }),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    retry: false,
  })
