import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownDeliveries, ShownDelivery } from "../../../api/admin/payment-notifications/deliveries/answers"
import { act, read, type Query } from "../../lib/api"
import { keys } from "../../lib/keys"

/** A delivery is tried within seconds. */
const EVERY_MS = 10_000

export type Row = Answer<ShownDeliveries["deliveries"]>[number]
export type Delivery = Answer<ShownDelivery["delivery"]>

/** A page of the facts for one destination, the newest first. */
export const useDeliveries = (query: Query) =>
  useQuery({
    queryKey: keys.deliveries(query),
    queryFn: () => read<Answer<ShownDeliveries>>("deliveries", query),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
    retry: false,
  })

/** One of them, with every attempt. */
export const useDelivery = (id: string, { enabled = true } = {}) =>
  useQuery({
    queryKey: keys.delivery(id),
    queryFn: () => read<Answer<ShownDelivery>>(`deliveries/${id}`),
    select: ({ delivery }) => delivery,
    refetchInterval: EVERY_MS,
    enabled,
    retry: false,
  })

/** Sends a delivery again, whatever became of it. */
export function useReplay({ id }: Pick<Delivery, "id">) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => act<Answer<ShownDelivery>>(`deliveries/${id}/replay`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
