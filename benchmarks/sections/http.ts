import { setTimeout as pause } from "node:timers/promises"
import { log } from "../../scripts/lib/log"
import type { StoreProcess } from "../../scripts/lib/store"
import { cpuMs } from "../lib/cpu"
import { onBench, type Bench, type Lab } from "../lib/lab"
import { load, type LoadJob, type LoadResult } from "../lib/load"
import { profiled, profiling } from "../lib/profile"
import { quiescence } from "../lib/quiescence"
import type { Report } from "../lib/report"
import { median, rounded } from "../lib/stats"
import { core, ours } from "../lib/variants"

export interface HttpOptions {
  readonly rounds: number
  readonly seconds: number
  readonly rate: number
}

/** Core's webhooks wait for this long, and must not be worked on during another measurement. */
const CORE_DELAY_MS = 5_500

interface Target {
  readonly name: string
  readonly store: StoreProcess
  readonly bench: Bench
  readonly account?: "sandbox" | "hmac"
  readonly path: string
}

interface Measured extends LoadResult {
  /** CPU time of the store process per call, the work that the call leads to included. */
  readonly cpuMs: number
  /** Seconds from the last call until no work was left. */
  readonly drainS: number
}

/** Measures the cost of accepting: calls that are really signed, each an event of its own, recorded and ignored. */
export async function http(lab: Lab, options: HttpOptions): Promise<Report> {
  return onBench(lab, undefined, (coreBench) =>
    onBench(lab, undefined, async (bench) => {
      const coreStore = await coreBench.start({ env: { ...core.env, ...profiling("core-http") } })
      const store = await bench.start({ env: { ...ours.env, ...profiling("ours-http") } })
      return measure(options, [
        { name: "GET /health", store, bench, path: "/health" },
        { name: "core: POST /hooks/payment/:provider", store: coreStore, bench: coreBench, account: "sandbox", path: "" },
        { name: "ours: POST /webhooks/payments/hmac", store, bench, account: "hmac", path: "" },
      ])
    }),
  )
}

async function measure({ rounds, seconds, rate }: HttpOptions, targets: readonly Target[]): Promise<Report> {
  const fast = new Map<Target, Measured[]>(targets.map((target) => [target, []]))
  const steady = new Map<Target, Measured[]>(targets.map((target) => [target, []]))
  // Warm-up: the first calls also compile and connect, which is not to be measured.
  for (const [n, target] of targets.entries()) await run(target, { prefix: `warm_${n}`, seconds: 2 })
  for (let round = 0; round < rounds; round++) {
    for (const [n, target] of targets.entries()) {
      fast.get(target)!.push(await run(target, { prefix: `fast_${round}_${n}`, seconds }))
      if (target.account) steady.get(target)!.push(await run(target, { prefix: `steady_${round}_${n}`, seconds, rate }))
    }
  }
  const of = (results: readonly Measured[], key: keyof Measured) => rounded(median(results.map((result) => result[key])))
  const rows = targets.map((target) => ({
    target: target.name,
    requests_per_s: of(fast.get(target)!, "perSecond"),
    p50_ms: of(fast.get(target)!, "p50"),
    p99_ms: of(fast.get(target)!, "p99"),
    [`p50_ms_at_${rate}/s`]: of(steady.get(target)!, "p50"),
    [`p99_ms_at_${rate}/s`]: of(steady.get(target)!, "p99"),
    store_cpu_ms_per_call: of(fast.get(target)!, "cpuMs"),
    inbox_empty_after_s: of(fast.get(target)!, "drainS"),
    failed: [...fast.get(target)!, ...steady.get(target)!].reduce((total, { failed }) => total + failed, 0),
  }))
  const [floor, coreRow, oursRow] = rows.map((row) => row.requests_per_s ?? NaN) as [number, number, number]
  return {
    title: `http: accepting, 32 connections, ${rounds} round(s) of ${seconds} s, medians`,
    rows,
    ratios: {
      "ours / core, requests/s": rounded(oursRow / coreRow),
      "ours / health, requests/s": rounded(oursRow / floor),
    },
    notes: [
      "core: a store that does not load the plugin; nothing is verified or stored before its 200",
      "ours: verified and committed before the 200",
      `at ${rate}/s: open loop, from the moment a call was due until it was acknowledged`,
    ],
  }
}

async function run(
  { name, store, bench, account, path }: Target,
  job: Pick<LoadJob, "prefix" | "seconds" | "rate">,
): Promise<Measured> {
  const cpuBefore = cpuMs(store.pid)
  const result = await profiled([store], () => load({ ...job, url: store.url + path, ...(account ? { account } : {}) }))
  const ended = performance.now()
  log(
    `${name}${job.rate ? ` at ${job.rate}/s` : ""}: ${result.perSecond.toFixed(0)}/s, p99 ${result.p99.toFixed(0)} ms, ${result.failed} failed`,
  )
  if (account === "sandbox") await pause(CORE_DELAY_MS)
  await quiescence(bench.db)
  const drainS = account === "hmac" ? (performance.now() - ended) / 1000 : 0
  return { ...result, cpuMs: (cpuMs(store.pid) - cpuBefore) / result.sent, drainS }
}
