import { useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownOrder } from "../../../api/admin/payment-notifications/orders/_shared/read-order"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

const EVERY_MS = 30_000

export type Story = Answer<ShownOrder["order"]>

/** Reads what happened to an order's money. */
export const useOrderStory = (id: string) =>
  useQuery({
    queryKey: keys.order(id),
    queryFn: () => read<Answer<ShownOrder>>(`orders/${id}`),
    select: ({ order }) => order,
    refetchInterval: EVERY_MS,
    retry: false,
  })
