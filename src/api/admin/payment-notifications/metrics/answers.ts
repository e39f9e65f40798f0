import type { MetricsReport } from "../../../../services/metrics/report"

/** The answer of `GET /metrics`. */
export interface ShownMetrics {
  readonly metrics: MetricsReport
}
