import { lost } from "../lib/audit"
import { preparedCarts } from "../lib/carts"
import type { Lab } from "../lib/lab"
import { runOrders, WARM_UP_CARTS, type OrderRun } from "../lib/order-run"
import type { Report } from "../lib/report"
import { median, percentile, rounded } from "../lib/stats"
import { core, ours, oursOnCoreUrl, type Variant } from "../lib/variants"

export interface LatencyOptions {
  readonly carts: number
  readonly rounds: number
  readonly perSecond: number
}

const VARIANTS = [core, oursOnCoreUrl, { ...ours, name: "ours, own route" }]

/** Before it reads a webhook; the payment module's option for it never reaches the route. */
const CORE_WAITS_MS = 5_000

/** An ordinary afternoon: from the webhook until the order is captured. */
export async function latency(lab: Lab, { carts, rounds, perSecond }: LatencyOptions): Promise<Report> {
  const prepared = await preparedCarts(lab, carts + WARM_UP_CARTS)
  const given = { ...prepared, carts: prepared.carts.slice(0, carts + WARM_UP_CARTS) }
  const runs = new Map<Variant, OrderRun[]>(VARIANTS.map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) runs.get(variant)!.push((await runOrders(lab, given, variant, perSecond))!)
  }
  const of = (variant: Variant, p: number) =>
    percentile(
      runs.get(variant)!.flatMap(({ latencies }) => latencies),
      p,
    )
  return {
    title: `latency: ${carts} carts at ${perSecond}/s, from the webhook being sent until the order is captured, ${rounds} round(s)`,
    rows: VARIANTS.map((variant) => ({
      variant: variant.name,
      p50_ms: rounded(of(variant, 0.5)),
      p99_ms: rounded(of(variant, 0.99)),
      max_ms: rounded(of(variant, 1)),
      store_cpu_ms_per_order: rounded(median(runs.get(variant)!.map(({ cpuMsPerOrder }) => cpuMsPerOrder))),
      orders_lost: runs.get(variant)!.reduce((total, { outcomes }) => total + lost(outcomes, "captures"), 0),
    })),
    ratios: {
      "ours, core's URL / core, p50": rounded(of(oursOnCoreUrl, 0.5) / of(core, 0.5)),
      "ours, core's URL / core less its 5 s wait, p50": rounded(of(oursOnCoreUrl, 0.5) / (of(core, 0.5) - CORE_WAITS_MS)),
    },
    notes: [
      "seen in the database every 20 ms",
      "core waits 5,000 ms before it reads a webhook; it does not read its own option for that (payment module: webhook_delay)",
    ],
  }
}
