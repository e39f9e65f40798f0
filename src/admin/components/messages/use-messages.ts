import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownNotifications } from "../../../api/admin/payment-notifications/notifications/answers"
import { read, type Query } from "../../lib/api"
import { keys } from "../../lib/keys"

const EVERY_MS = 30_000

export type Row = Answer<ShownNotifications["notifications"]>[number]

/** A page of the messages, the newest first. */
export const useMessages = (query: Query) =>
  useQuery({
    queryKey: keys.messages(query),
    queryFn: () => read<Answer<ShownNotifications>>("notifications", query),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    retry: false,
  })
