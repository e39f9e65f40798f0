import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownNotification } from "../../../api/admin/payment-notifications/notifications/answers"
import { act, read } from "../../lib/api"
import { keys } from "../../lib/keys"

/** A message that is sent again has gone within seconds. */
const EVERY_MS = 10_000

export type Message = Answer<ShownNotification["notification"]>

/** One message, with every attempt to send it. */
export const useMessage = (id: string, { enabled = true } = {}) =>
  useQuery({
    queryKey: keys.message(id),
    queryFn: () => read<Answer<ShownNotification>>(`notifications/${id}`),
    select: ({ notification }) => notification,
    refetchInterval: EVERY_MS,
    enabled,
    retry: false,
  })

/** Has a message sent again. */
export function useResend({ id }: Pick<Message, "id">) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => act<Answer<ShownNotification>>(`notifications/${id}/resend`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
