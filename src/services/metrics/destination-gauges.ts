import type { Gauge } from "prom-client"
import type { DestinationOverview } from "../store/delivery-overview-repository"
import type { MetricsReport } from "./report"

/** The part of a scrape that is about destinations. */
export interface DestinationSample {
  readonly destinations: readonly DestinationOverview[]
  /** Callback figures of each destination over the last hour. */
  readonly callbacks: MetricsReport["by_destination"]
}

const PERCENTILES = ["p50", "p95", "p99"] as const

/**
 * How deliveries to third parties go, by destination. The figures of the last hour are gauges: counters would have to read the attempts
 * of a whole day at each scrape, and these are by far the most rows of all.
 */
export function exposeDestinations(
  gauge: (name: string, help: string, labelNames?: string[]) => Gauge,
  { destinations, callbacks }: DestinationSample,
): void {
  const by = (name: string, help: string) => gauge(`destination_${name}`, help, ["destination"])
  const waiting = by("backlog", "Deliveries that wait, due now or later.")
  const age = by("backlog_age_seconds", "Time since the most overdue delivery was due; 0 when none is, or the destination rests.")
  const dead = by("dead", "Deliveries that were given up.")
  const open = by("breaker_open", "1 while the destination fails and is only probed.")
  const paused = by("paused", "1 while a person lets it rest.")
  const disabled = by("disabled", "1 while nothing is planned for it any more.")
  for (const { id: destination, state, ...one } of destinations) {
    waiting.set({ destination }, one.waiting)
    age.set({ destination }, state === "active" ? (one.overdue_seconds ?? 0) : 0)
    dead.set({ destination }, one.dead)
    open.set({ destination }, Number(one.is_open))
    paused.set({ destination }, Number(state === "paused"))
    disabled.set({ destination }, Number(state === "disabled"))
  }
  const ratio = by("success_ratio", "Share of the last hour's deliveries that arrived; absent when none ended.")
  const took = gauge("destination_delivery_seconds", "From the fact's commit to the confirmation, over the last hour.", [
    "destination",
    "percentile",
  ])
  for (const { destination, callback_success, callback_time } of callbacks) {
    if (callback_success !== null) ratio.set({ destination }, callback_success)
    if (!callback_time) continue
    for (const percentile of PERCENTILES) took.set({ destination, percentile }, callback_time[`${percentile}_seconds`])
  }
}
