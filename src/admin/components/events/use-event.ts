import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownEvent } from "../../../api/admin/payment-notifications/webhook-events/answers"
import { act, read } from "../../lib/api"
import { keys } from "../../lib/keys"

/** An event that is applied again is done within seconds. */
const EVERY_MS = 5_000

export type Event = Answer<ShownEvent["webhook_event"]>

/** One event, with what it changed; disabled, what somebody else on the page has read. */
export const useEvent = (id: string, { enabled = true } = {}) =>
  useQuery({
    queryKey: keys.event(id),
    queryFn: () => read<Answer<ShownEvent>>(`webhook-events/${id}`),
    select: ({ webhook_event }) => webhook_event,
    refetchInterval: EVERY_MS,
    retry: false,
    enabled,
  })

type EventDecisionInput = { readonly action: "replay" } | { readonly action: "ignore"; readonly reason: string }

/** Has an event applied again, or ignores it. */
export function useEventDecision({ id }: Pick<Event, "id">) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, ...body }: EventDecisionInput) => act<Answer<ShownEvent>>(`webhook-events/${id}/${action}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
