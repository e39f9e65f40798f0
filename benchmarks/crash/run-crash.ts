import { setTimeout as pause } from "node:timers/promises"
import { freePort } from "../../scripts/lib/free-port"
import { log, timed } from "../../scripts/lib/log"
import { prepareCarts } from "../lib/carts"
import { onBench, type Lab } from "../lib/lab"
import { quiescence } from "../lib/quiescence"
import { killRepeatedly } from "./kills"
import { deliver } from "./provider"
import { planTraffic } from "./traffic"
import { judge, type Verdict } from "./verdict"

export interface CrashOptions {
  /** Webhooks per second. */
  readonly rate: number
  readonly seconds: number
  /** SIGKILLs of the store, at random moments. */
  readonly kills: number
  /** Paid carts whose captures are among the webhooks; the others are events that every store ignores. */
  readonly carts: number
}

export interface CrashReport extends CrashOptions, Verdict {
  readonly sends: number
  /** Sends beyond the first of a webhook: refused, or cut off by a kill. */
  readonly retries: number
  readonly quiet_after_s: number
}

/** The provider goes on trying for this long after the traffic. */
const PROVIDER_PATIENCE_MS = 120_000

/** Short leases, so that the work of a killed process is taken over within seconds. */
const PLUGIN_OPTIONS = { processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 5 } }

/** Kills the store again and again under load, then counts whether every acknowledged webhook has had its effect, once. */
export function runCrash(lab: Lab, options: CrashOptions): Promise<CrashReport> {
  const { rate, seconds, kills, carts } = options
  return onBench(lab, undefined, async (bench) => {
    const port = await freePort()
    const start = () => bench.start({ port, env: { PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(PLUGIN_OPTIONS) } })
    const store = await start()
    const paid = await timed(`prepare ${carts} carts`, () => prepareCarts(lab, store, carts))
    const before = (await lab.gateway.client.mailbox()).length

    const traffic = planTraffic(paid, rate, seconds)
    const acknowledged = new Set<string>()
    let [attempts, unacknowledged] = [0, 0]
    const begun = performance.now()
    const deadline = begun + seconds * 1000 + PROVIDER_PATIENCE_MS
    log(`${traffic.length} webhooks in ${seconds} s, ${kills} kills`)
    const killed = killRepeatedly(start, store, { count: kills, seconds })
    const sent = traffic.map(async ({ webhook, dueMs }) => {
      await pause(Math.max(0, begun + dueMs - performance.now()))
      const delivery = await deliver(store.url, webhook, deadline)
      attempts += delivery.attempts
      if (delivery.acknowledged) acknowledged.add(webhook.eventId)
      else unacknowledged++
    })
    await Promise.all([killed, ...sent])
    log("every webhook has been delivered")

    const ended = performance.now()
    const open = await quiescence(bench.db)
    const messages = (await lab.gateway.client.mailbox()).slice(before).map(({ to }) => to)
    const captures = paid.filter(({ paymentId }) => acknowledged.has(`evt_${paymentId}`))
    return {
      ...options,
      sends: attempts,
      retries: attempts - traffic.length,
      quiet_after_s: Math.round((performance.now() - ended) / 100) / 10,
      ...(await judge(bench.db, { acknowledged, unacknowledged, carts: captures, open, messages })),
    }
  })
}

/** True when nothing that was acknowledged is lost, doubled or unfinished. */
export const held = ({ broken }: Verdict): boolean => Object.values(broken).every((count) => count === 0)
