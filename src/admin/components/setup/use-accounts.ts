import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownAccount, ShownAccounts, ShownTestCall } from "../../../api/admin/payment-notifications/accounts/answers"
import { act, read } from "../../lib/api"
import { keys } from "../../lib/keys"

const EVERY_MS = 30_000

export type ListedAccount = Answer<ShownAccounts>["accounts"][number]
export type ExaminedAccount = Answer<ShownAccount>["account"]

/** The configured accounts, and how they fare. */
export const useAccounts = () =>
  useQuery({
    queryKey: keys.accounts,
    queryFn: () => read<Answer<ShownAccounts>>("accounts"),
    select: ({ accounts }) => accounts,
    refetchInterval: EVERY_MS,
    retry: false,
  })

/** One account, with the findings about it. */
export const useAccount = (id: string | undefined) =>
  useQuery({
    queryKey: keys.account(id ?? ""),
    queryFn: () => read<Answer<ShownAccount>>(`accounts/${encodeURIComponent(id ?? "")}`),
    select: ({ account }) => account,
    refetchInterval: EVERY_MS,
    retry: false,
    enabled: id !== undefined,
  })

/** Sends a test call to an account. */
export function useTestCall(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => act<Answer<ShownTestCall>>(`accounts/${encodeURIComponent(id)}/ping`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
