import { setTimeout as pause } from "node:timers/promises"
import { log } from "../../scripts/lib/log"
import type { StoreProcess } from "../../scripts/lib/store"
import { audit, type Outcome } from "./audit"
import type { PreparedCarts, ReadyPayment } from "./carts"
import { cpuMs, familyCpuMs, machineCpuMs } from "./cpu"
import { onBench, type Bench, type Lab } from "./lab"
import { post } from "./post"
import { profiled, profiling } from "./profile"
import { lastMessageAt } from "./last-message"
import { quiescence } from "./quiescence"
import { takeRedisDatabase } from "./redis"
import { countStatements } from "./statements"
import type { Variant } from "./variants"
import { watchCaptures } from "./watch-captures"
import { capturedWebhook } from "./webhooks"

/** The first orders of a process are slower by half, because Node compiles their code. Their times are not counted. */
export const WARM_UP_CARTS = 40

/** Slow enough that even a slow machine loses no cart over core's lock on the stock, which would warm up other code. */
const WARM_UP_PER_SECOND = 4

/** Only its absence shows a lost order. Core works on all carts at once, so its first order comes late. */
const PATIENCE_MS = 60_000

/**
 * The carts were paid minutes ago, and nothing was reported. Reconciliation, which looks at payments from their fifth minute on, would
 * rightly find that and apply each payment beside its webhook. In a store the webhook comes within seconds, so it looks later here.
 */
const LOOKS_LATER = { PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify({ reconciliation: { scheduleMinutes: [240, 360] } }) }

export interface OrderRun {
  /** Milliseconds from sending a webhook until its order is captured, for the captured orders. */
  readonly latencies: readonly number[]
  /** Milliseconds from sending a webhook until it is acknowledged. */
  readonly acknowledged: readonly number[]
  /** Milliseconds from the first webhook until the last order. */
  readonly drainMs: number
  /** Milliseconds from the first webhook until the last message was handed over; NaN where none was. */
  readonly messagesMs: number
  /** CPU time of all store processes, per cart. */
  readonly cpuMsPerOrder: number
  /** CPU time of the whole machine, PostgreSQL and this program included, per cart. */
  readonly machineMsPerOrder: number
  /** CPU time of PostgreSQL, per cart; NaN for a server that is not ours. */
  readonly databaseMsPerOrder: number
  /** SQL statements, per cart: those of the stores and of this program; NaN where the server does not count them. */
  readonly statementsPerOrder: number
  /** Webhooks without a 2xx. */
  readonly refused: number
  readonly outcomes: readonly Outcome[]
  /** Messages that reached the mailbox. */
  readonly messages: number
  /** Times the store asked the provider to refund money. */
  readonly refundCalls: number
}

/** Delivers the captures of prepared carts to a variant at `perSecond` (default: all at once) and watches for the orders. */
export async function runOrders(
  lab: Lab,
  prepared: PreparedCarts,
  variant: Variant,
  perSecond = Infinity,
): Promise<OrderRun | undefined> {
  const redis = variant.redis ? await takeRedisDatabase() : undefined
  if (variant.redis && !redis) return undefined
  try {
    return await onBench(lab, prepared.template, async (bench) => {
      const stores = await startVariant(bench, variant, redis?.url)
      await deliver(bench, stores[0]!.url, variant, prepared.carts.slice(0, WARM_UP_CARTS), WARM_UP_PER_SECOND)
      await quiescence(bench.db)
      log(`${variant.name}: warm`)
      return measure(bench, stores, variant, prepared.carts.slice(WARM_UP_CARTS), perSecond)
    })
  } finally {
    await redis?.release()
  }
}

async function startVariant(
  bench: Bench,
  { name, env, redis, workers = 0, first = "shared" }: Variant,
  redisUrl?: string,
): Promise<StoreProcess[]> {
  const all = { ...LOOKS_LATER, ...env, ...(redisUrl ? { REDIS_URL: redisUrl, REDIS_MODULES: redis } : {}), ...profiling(name) }
  return Promise.all([
    bench.start({ env: all, mode: first }),
    ...Array.from({ length: workers }, () => bench.start({ env: all, mode: "worker" })),
  ])
}

async function deliver(bench: Bench, url: string, { account }: Variant, carts: readonly ReadyPayment[], perSecond: number) {
  const webhooks = carts.map((cart) => ({ cart, webhook: capturedWebhook(account, `evt_${cart.paymentId}`, cart) }))
  const sentAt = new Map<string, number>()
  const acknowledged: number[] = []
  let refused = 0
  const captured = watchCaptures(
    bench.db,
    carts.map(({ sessionId }) => sessionId),
    { patienceMs: PATIENCE_MS + (carts.length / perSecond) * 1000, pace: Number.isFinite(perSecond) ? "steady" : "burst" },
  )
  const begun = performance.now()
  const send = async ({ cart, webhook }: (typeof webhooks)[number], n: number) => {
    const due = begun + (n * 1000) / perSecond
    await pause(Math.max(0, due - performance.now()))
    const sent = performance.now()
    sentAt.set(cart.sessionId, sent)
    const status = await post(new URL(webhook.path, url), webhook).catch(() => 0)
    if (status < 200 || status > 299) refused++
    else acknowledged.push(performance.now() - sent)
  }
  await Promise.all(webhooks.map(send))
  return { begun, sentAt, acknowledged, capturedAt: await captured, refused }
}

async function measure(
  bench: Bench,
  stores: readonly StoreProcess[],
  variant: Variant,
  carts: readonly ReadyPayment[],
  perSecond: number,
): Promise<OrderRun> {
  const mailbox = async () => (await bench.lab.gateway.client.mailbox()).length
  const { pid } = bench.lab.pg
  const cpu = () => ({
    stores: stores.reduce((total, { pid }) => total + cpuMs(pid), 0),
    database: pid === undefined ? NaN : familyCpuMs(pid),
    machine: machineCpuMs(),
  })
  const [mailsBefore, refundsBefore] = [await mailbox(), await refundCalls(bench, carts)]
  const work = () =>
    profiled(stores, async () => {
      const begunAt = Date.now()
      const before = cpu()
      const delivered = await deliver(bench, stores[0]!.url, variant, carts, perSecond)
      await quiescence(bench.db)
      const after = cpu()
      const perOrder = (of: keyof typeof after) => (after[of] - before[of]) / carts.length
      const used = { stores: perOrder("stores"), database: perOrder("database"), machine: perOrder("machine") }
      return { ...delivered, used, messagesMs: (await lastMessageAt(bench, carts)) - begunAt }
    })
  const counted = await countStatements(bench.lab.pg, bench.name, variant.name, carts.length, work)
  const { begun, sentAt, acknowledged, capturedAt, refused, used, messagesMs } = counted.result
  return {
    latencies: [...capturedAt].map(([id, at]) => at - sentAt.get(id)!),
    acknowledged,
    drainMs: Math.max(...capturedAt.values()) - begun,
    messagesMs,
    cpuMsPerOrder: used.stores,
    machineMsPerOrder: used.machine,
    databaseMsPerOrder: used.database,
    statementsPerOrder: counted.statements / carts.length,
    refused,
    outcomes: await audit(bench.db, carts),
    messages: (await mailbox()) - mailsBefore,
    refundCalls: (await refundCalls(bench, carts)) - refundsBefore,
  }
}

async function refundCalls({ lab }: Bench, carts: readonly ReadyPayment[]): Promise<number> {
  const calls = await Promise.all(carts.map(({ paymentId }) => lab.gateway.client.moneyCalls(paymentId)))
  return calls.flat().filter(({ verb }) => verb === "refund").length
}
