import { useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownFacets } from "../../../api/admin/payment-notifications/webhook-events/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

const NONE = { accounts: [], types: [], reasons: [] }

/** A new account or type is hardly ever among them within this time. */
const FRESH_MS = 300_000

/** The values that filters offer; none until they are read, and where they cannot be: the list itself says why. */
export function useFacets(): Answer<ShownFacets["facets"]> {
  const { data } = useQuery({
    queryKey: keys.facets,
    queryFn: () => read<Answer<ShownFacets>>("webhook-events/facets"),
    select: ({ facets }) => facets,
    staleTime: FRESH_MS,
    retry: false,
  })
  return data ?? NONE
}
