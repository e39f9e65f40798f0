import { useQuery } from "@tanstack/react-query"
import type { Answer } from "../../../api/_shared/answer"
import type { ShownMetrics } from "../../../api/admin/payment-notifications/metrics/answers"
import { read } from "../../lib/api"
import { keys } from "../../lib/keys"

const HOUR_MS = 3_600_000

/** The periods that the page offers, by the names of the report. */
export const WINDOWS = { "24h": 24 * HOUR_MS, "7d": 168 * HOUR_MS, "30d": 720 * HOUR_MS, "90d": 2160 * HOUR_MS } as const

export type Window = keyof typeof WINDOWS

const EVERY_MS = 30_000
/** The period before is over: only its ends move on. */
const BEFORE_EVERY_MS = 600_000

const readMetrics = (query: Record<string, string>) => read<Answer<ShownMetrics>>("metrics", query)

/** The report of a period until now. */
export const useReport = (window: Window) =>
  useQuery({
    queryKey: keys.metrics(window),
    queryFn: () => readMetrics({ window }),
    select: ({ metrics }) => metrics,
    refetchInterval: EVERY_MS,
    retry: false,
  })

/** The report of the period before, which ends where the other one begins. */
export const useReportBefore = (window: Window) =>
  useQuery({
    queryKey: keys.metrics(`before ${window}`),
    queryFn: () => {
      const [now, length] = [Date.now(), WINDOWS[window]]
      const ago = (ms: number) => new Date(now - ms).toISOString()
      return readMetrics({ from: ago(2 * length), to: ago(length) })
    },
    select: ({ metrics }) => metrics,
    refetchInterval: BEFORE_EVERY_MS,
    staleTime: BEFORE_EVERY_MS,
    retry: false,
  })
