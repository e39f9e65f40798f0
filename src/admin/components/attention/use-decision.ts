import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownItem } from "../../../api/admin/payment-notifications/attention/answers"
import type { Decision } from "../../../services/domain/decisions"
import { act } from "../../lib/api"
import { keys } from "../../lib/keys"
import type { Item } from "./use-item"

export interface DecisionInput {
  readonly action: Decision
  readonly note?: string
  /** The sum that was paid, in major units, where nobody reported it. */
  readonly amount?: string
  /** The item's `updated_at` as the person saw it. */
  readonly updated_at: string
}

/** Decides about an item. Whatever comes of it, everything is read again: a refusal means that the page is out of date. */
export function useDecision({ id }: Pick<Item, "id">) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, ...body }: DecisionInput) => act<Answer<ShownItem>>(`attention/${id}/${action}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
