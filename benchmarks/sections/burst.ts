import path from "node:path"
import { log } from "../../scripts/lib/log"
import { doubled, lost } from "../lib/audit"
import { preparedCarts } from "../lib/carts"
import { labBeside, type Lab } from "../lib/lab"
import { runOrders, WARM_UP_CARTS, type OrderRun } from "../lib/order-run"
import type { Report, Row } from "../lib/report"
import { median, percentile, rounded } from "../lib/stats"
import { core, ours, type Variant } from "../lib/variants"

export interface BurstOptions {
  readonly carts: number
  readonly rounds: number
  /** The folder of another checkout of this repository, whose store is measured beside this one's. */
  readonly beside?: string
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
const before: Variant = { ...ours, name: "before, one process" }
const VARIANTS = [core, oneProcess, twoWorkers, onRedis, coreTwoWorkers, twoWorkersOnRedis]

/** Every buyer pays at the same moment: how long until the last order, and is any lost or made twice? */
export async function burst(lab: Lab, { carts, rounds, beside }: BurstOptions): Promise<Report> {
  const other = beside === undefined ? undefined : await labBeside(lab, path.resolve(beside))
  const variants = other ? [core, before, ...VARIANTS.filter((variant) => variant !== core)] : VARIANTS
  const runs = new Map<Variant, OrderRun[]>(variants.map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round++) {
    for (const variant of variants) {
      const its = variant === before ? other! : lab
      const { template, carts: all } = await preparedCarts(its, carts + WARM_UP_CARTS)
      const run = await runOrders(its, { template, carts: all.slice(0, carts + WARM_UP_CARTS) }, variant)
      if (run) runs.get(variant)!.push(run)
      log(`${variant.name}: ${run ? `${(run.drainMs / 1000).toFixed(1)} s, ${run.messages} messages` : "not run"}`)
    }
  }
  const drain = (variant: Variant) => median(runs.get(variant)!.map(({ drainMs }) => drainMs))
  const ratio = (a: Variant, b: Variant) => rounded(drain(a) / drain(b))
  const medianOf = (variant: Variant, pick: (run: OrderRun) => number) => median(runs.get(variant)!.map(pick))
  const ratioOf = (a: Variant, b: Variant, pick: (run: OrderRun) => number) => rounded(medianOf(a, pick) / medianOf(b, pick))
  const storeCpu = ({ cpuMsPerOrder }: OrderRun) => cpuMsPerOrder
  const machineCpu = ({ machineMsPerOrder }: OrderRun) => machineMsPerOrder
  return {
    title: `burst: ${carts} paid carts, all webhooks at once, ${rounds} round(s), medians`,
    rows: variants.map((variant) => row(variant, runs.get(variant)!)),
    ratios: {
      "ours, one process / core": ratio(oneProcess, core),
      "ours, one process / core, CPU time per order, store": ratioOf(oneProcess, core, storeCpu),
      "ours, one process / core, CPU time per order, machine": ratioOf(oneProcess, core, machineCpu),
      "ours, one process / core, p99 of acknowledgements": ratioOf(oneProcess, core, acknowledgedP99),
      ...(other && {
        "ours / before, CPU time per order, store": ratioOf(oneProcess, before, storeCpu),
        "ours / before, CPU time per order, machine": ratioOf(oneProcess, before, machineCpu),
        "ours / before": ratio(oneProcess, before),
      }),
      "ours, two processes / one": ratio(twoWorkers, oneProcess),
      "ours, server + 2 workers / one process, both on Redis": ratio(twoWorkersOnRedis, onRedis),
      "ours / core, server + 2 workers, both on Redis": ratio(twoWorkersOnRedis, coreTwoWorkers),
    },
    notes: [
      "time until the last order has its payment, its capture and its transaction, seen in the database every 100 ms",
      "reconciliation first looks at payments of four hours: those of the benchmark are minutes old, and it would apply them beside their webhooks",
      "last message: from the first webhook until the last message of an order was handed over; the CPU time includes them",
      "statements: with BENCH_STATEMENTS=<folder> only, transactions' own among them; each statement's number is written there",
      "ours also writes inbox and history rows and sends one message per order; core sends none",
      "CPU time: of all store processes from the first webhook until nothing is left to do; it hardly depends on what else the machine does",
      "lost, doubled, refund calls at the provider and messages: sums over all rounds; drain and latency are of the orders that came",
      "core begins all carts at once; where the machine needs more than 5 s to get through core's lock on their common stock item, core takes back order and money",
      "two processes: both work, one also takes the webhooks, only the locks are on Redis (REDIS_URL, default redis://127.0.0.1:6379); on Redis: event bus and workflow engine too, whose every step costs more than in memory",
      "machine CPU: PostgreSQL, Redis, provider and this program included; divided by the number of cores it is what an order takes at the very least, however many workers there are",
    ],
  }
}

const acknowledgedP99 = ({ acknowledged }: OrderRun): number => percentile(acknowledged, 0.99)

function row({ name }: Variant, runs: readonly OrderRun[]): Row {
  if (!runs.length) return { variant: name, drain_s: "not run: no Redis" }
  const of = (pick: (run: OrderRun) => number) => rounded(median(runs.map(pick)))
  const sum = (pick: (run: OrderRun) => number) => runs.reduce((total, run) => total + pick(run), 0)
  return {
    variant: name,
    drain_s: of(({ drainMs }) => drainMs / 1000),
    p50_ms: of(({ latencies }) => percentile(latencies, 0.5)),
    p99_ms: of(({ latencies }) => percentile(latencies, 0.99)),
    ack_p50_ms: of(({ acknowledged }) => percentile(acknowledged, 0.5)),
    ack_p99_ms: of(acknowledgedP99),
    last_message_s: of(({ messagesMs }) => messagesMs / 1000),
    store_cpu_ms_per_order: of(({ cpuMsPerOrder }) => cpuMsPerOrder),
    machine_cpu_ms_per_order: of(({ machineMsPerOrder }) => machineMsPerOrder),
    database_cpu_ms_per_order: of(({ databaseMsPerOrder }) => databaseMsPerOrder),
    statements_per_order: of(({ statementsPerOrder }) => statementsPerOrder),
    refused: sum(({ refused }) => refused),
    orders_lost: sum(({ outcomes }) => lost(outcomes, "orders")),
    captures_lost: sum(({ outcomes }) => lost(outcomes, "captures")),
    orders_doubled: sum(({ outcomes }) => doubled(outcomes, "orders")),
    captures_doubled: sum(({ outcomes }) => doubled(outcomes, "captures")),
    refund_calls: sum(({ refundCalls }) => refundCalls),
    messages: sum(({ messages }) => messages),
  }
}
