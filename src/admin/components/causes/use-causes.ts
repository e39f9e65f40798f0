import { useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownCauses } from "../../../api/admin/payment-notifications/webhook-events/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

export type Cause = Answer<ShownCauses["causes"][number]>

const EVERY_MS = 30_000
/** While events are applied again. */
const SOON_MS = 2_000

/** The events that were given up, by cause. */
export const useCauses = (isReplaying: boolean) =>
  useQuery({
    queryKey: keys.causes,
    queryFn: () => read<Answer<ShownCauses>>("webhook-events/causes"),
    refetchInterval: isReplaying ? SOON_MS : EVERY_MS,
    retry: false,
  })
