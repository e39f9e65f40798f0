import { log } from "../../scripts/lib/log"
import { doubled, lost } from "../lib/audit"
import { preparedCarts } from "../lib/carts"
import type { Lab } from "../lib/lab"
import { runOrders, WARM_UP_CARTS, type OrderRun } from "../lib/order-run"
import type { Report, Row } from "../lib/report"
import { median, percentile, rounded } from "../lib/stats"
import { core, ours, type Variant } from "../lib/variants"

export interface BurstOptions {
  readonly carts: number
  readonly rounds: number
}

const oneProcess: Variant = { ...ours, name: "ours, one process" }
const onRedis: Variant = { ...ours, name: "ours, one process on Redis", redis: "all" }
const twoWorkers: Variant = { ...ours, name: "ours, two processes", redis: "locks", workers: 1 }
const twoWorkersOnRedis: Variant = {
  ...ours,
  name: "ours, server + 2 workers on Redis",
  redis: "all",
  workers: 2,
  first: "server",
}
const coreTwoWorkers: Variant = { ...core, name: "core, server + 2 workers on Redis", redis: "all", workers: 2, first: "server" }
const VARIANTS = [core, oneProcess, twoWorkers, onRedis, coreTwoWorkers, twoWorkersOnRedis]

/** Every buyer pays at the same moment: how long until the last order, and is any lost or made twice? */
export async function burst(lab: Lab, { carts, rounds }: BurstOptions): Promise<Report> {
  const prepared = await preparedCarts(lab, carts + WARM_UP_CARTS)
  const runs = new Map<Variant, OrderRun[]>(VARIANTS.map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) {
      const run = await runOrders(lab, { ...prepared, carts: prepared.carts.slice(0, carts + WARM_UP_CARTS) }, variant)
      if (run) runs.get(variant)!.push(run)
      log(`${variant.name}: ${run ? `${(run.drainMs / 1000).toFixed(1)} s` : "not run"}`)
    }
  }
  const drain = (variant: Variant) => median(runs.get(variant)!.map(({ drainMs }) => drainMs))
  const ratio = (a: Variant, b: Variant) => rounded(drain(a) / drain(b))
  const cpuOf = (variant: Variant) => median(runs.get(variant)!.map(({ cpuMsPerOrder }) => cpuMsPerOrder))
  const cpuRatio = (a: Variant, b: Variant) => rounded(cpuOf(a) / cpuOf(b))
  return {
    title: `burst: ${carts} paid carts, all webhooks at once, ${rounds} round(s), medians`,
    rows: VARIANTS.map((variant) => row(variant, runs.get(variant)!)),
    ratios: {
      "ours, one process / core": ratio(oneProcess, core),
      "ours, one process / core, CPU time per order": cpuRatio(oneProcess, core),
      "ours, two processes / one": ratio(twoWorkers, oneProcess),
      "ours, server + 2 workers / one process, both on Redis": ratio(twoWorkersOnRedis, onRedis),
      "ours / core, server + 2 workers, both on Redis": ratio(twoWorkersOnRedis, coreTwoWorkers),
    },
    notes: [
      "time until the last order has its payment, its capture and its transaction, seen in the database every 20 ms",
      "ours also writes inbox and history rows and sends one message per order; core sends none",
      "CPU time: of all store processes from the first webhook until nothing is left to do; it hardly depends on what else the machine does",
      "lost, doubled, refund calls at the provider: sums over all rounds; messages: of one round; drain and latency are of the orders that came",
      "core begins all carts at once; where the machine needs more than 5 s to get through core's lock on their common stock item, core takes back order and money",
      "two processes: both work, one also takes the webhooks, only the locks are on Redis (REDIS_URL, default redis://127.0.0.1:6379); on Redis: event bus and workflow engine too, whose every step costs more than in memory",
      "machine CPU: PostgreSQL, Redis, provider and this program included; divided by the number of cores it is what an order takes at the very least, however many workers there are",
    ],
  }
}

function row({ name }: Variant, runs: readonly OrderRun[]): Row {
  if (!runs.length) return { variant: name, drain_s: "not run: no Redis" }
  const of = (pick: (run: OrderRun) => number) => rounded(median(runs.map(pick)))
  const sum = (pick: (run: OrderRun) => number) => runs.reduce((total, run) => total + pick(run), 0)
  return {
    variant: name,
    drain_s: of(({ drainMs }) => drainMs / 1000),
    p50_ms: of(({ latencies }) => percentile(latencies, 0.5)),
    p99_ms: of(({ latencies }) => percentile(latencies, 0.99)),
    store_cpu_ms_per_order: of(({ cpuMsPerOrder }) => cpuMsPerOrder),
    machine_cpu_ms_per_order: of(({ machineMsPerOrder }) => machineMsPerOrder),
    refused: sum(({ refused }) => refused),
    orders_lost: sum(({ outcomes }) => lost(outcomes, "orders")),
    captures_lost: sum(({ outcomes }) => lost(outcomes, "captures")),
    orders_doubled: sum(({ outcomes }) => doubled(outcomes, "orders")),
    captures_doubled: sum(({ outcomes }) => doubled(outcomes, "captures")),
    refund_calls: sum(({ refundCalls }) => refundCalls),
    messages: of(({ messages }) => messages),
  }
}
