import { useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownOverview } from "../../../api/admin/payment-notifications/attention/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

/** A minute: each open dashboard asks, whichever page it shows. */
const EVERY_MS = 60_000

/** How much wants a person; asked again every minute, and when the window is looked at again. */
export const useOverview = () =>
  useQuery({
    queryKey: keys.overview,
    queryFn: () => read<Answer<ShownOverview>>("attention/overview"),
    refetchInterval: EVERY_MS,
    refetchOnWindowFocus: true,
    retry: false,
  })
