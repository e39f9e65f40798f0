import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import type { Answer } from "../../../api/_shared/answer"
import type {
  CountedReplay,
  ListedReplay,
  ShownReplay,
  ShownReplays,
} from "../../../api/admin/payment-notifications/webhook-events/answers"
import { act, read } from "../../lib/api"
import { keys } from "../../lib/keys"
import type { Cause } from "./use-causes"

export type Replay = Answer<ListedReplay>

const EVERY_MS = 30_000
/** While one goes on. */
const SOON_MS = 2_000
const SHOWN = 5
const DAY_MS = 86_400_000

const isRunning = ({ state }: Replay): boolean => state === "running"

/** The replays of the last day, the newest first. Whatever the page shows is read again once one has ended. */
export function useReplays() {
  const client = useQueryClient()
  const [since] = useState(() => new Date(Date.now() - DAY_MS).toISOString())
  const { data = [] } = useQuery({
    queryKey: keys.replays,
    queryFn: () => read<Answer<ShownReplays>>("webhook-events/replays", { limit: SHOWN, created_at: { $gte: since } }),
    select: ({ replays }) => replays,
    refetchInterval: ({ state }) => (state.data?.replays.some(isRunning) ? SOON_MS : EVERY_MS),
    retry: false,
  })
  const running = data.filter(isRunning).length
  const before = useRef(running)
  useEffect(() => {
    if (running < before.current) void client.invalidateQueries({ queryKey: keys.all })
    before.current = running
  }, [client, running])
  return data
}

const bodyOf = ({ state, account, cause }: Cause) => ({ state, account, cause })

/** Counts what a replay would take, and begins it. */
export function useBeginReplay(cause: Cause) {
  const client = useQueryClient()
  const counted = useQuery({
    queryKey: keys.replayCount(bodyOf(cause)),
    queryFn: () => act<Answer<CountedReplay>>("webhook-events/replays", { ...bodyOf(cause), dry_run: true }),
    select: ({ count }) => count,
    gcTime: 0,
    retry: false,
  })
  const begin = useMutation({
    mutationFn: () => act<Answer<ShownReplay>>("webhook-events/replays", bodyOf(cause)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
  return { counted, begin }
}

/** Stops a replay; anybody may, whoever began it. */
export function useStopReplay({ id }: Pick<Replay, "id">) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => act<Answer<ShownReplay>>(`webhook-events/replays/${id}/stop`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.all }),
  })
}
