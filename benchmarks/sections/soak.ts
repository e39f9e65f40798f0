import { setTimeout as pause } from "node:timers/promises"
import { log } from "../../scripts/lib/log"
import { readStoreFacts } from "../../scripts/lib/store-facts"
import { onBench, type Lab } from "../lib/lab"
import { quiescence } from "../lib/quiescence"
import { takeRedisDatabase } from "../lib/redis"
import type { Report, Row } from "../lib/report"
import { rounded, slope } from "../lib/stats"
import { makeFaults } from "../soak/faults"
import { forge } from "../soak/forge"
import { live, type Life } from "../soak/life"
import { sampling, type Sample } from "../soak/sample"
import { startStores, type Stores } from "../soak/stores"
import { judge, type Verdict } from "../soak/verdict"

export interface SoakOptions {
  readonly minutes: number
}

/** Buyers that come all the time, one after another in each lane; and those of a burst, all at once. */
const LANES = 2
const BURST = 15
const BURSTS = 6
const FORGE_EVERY_MS = 250

/** A day of a store in some minutes: is anything lost or doubled, and does anything grow? */
export function soak(lab: Lab, { minutes }: SoakOptions): Promise<Report> {
  return onBench(lab, undefined, async (bench) => {
    const redis = await takeRedisDatabase()
    if (!redis) log("no Redis: bus, locks and workflows are those of one process each, and nothing is flushed")
    const stores = await startStores(bench, redis?.url)
    try {
      const watch = sampling(bench.db, stores)
      const ending = performance.now() + minutes * 60_000
      const [lives, forged, faults] = await Promise.all([
        buy(stores, ending, minutes),
        forgeUntil(stores, ending),
        makeFaults({ stores, pg: lab.pg, redis, minutes }),
      ])
      log("the day is over: every webhook is delivered, all work is finished")
      await stores.gateway.idle()
      const open = await quiescence(bench.db, 300_000)
      await watch.stop()
      return report(minutes, watch.samples, await judge(bench.db, { lives, stores, open, forged }), faults)
    } finally {
      await stores.close()
      await redis?.release()
    }
  })
}

async function buy(stores: Stores, ending: number, minutes: number): Promise<Life[]> {
  const front = { ...stores, facts: await readStoreFacts(stores.urls[0]!) }
  const lives: Life[] = []
  let begun = 0
  const one = async () => void lives.push(await live(front, begun++))
  const lane = async () => {
    while (performance.now() < ending) await one()
  }
  const bursts = async () => {
    for (let n = 0; n < BURSTS; n++) {
      await pause((minutes * 60_000) / (BURSTS + 1))
      await Promise.all(Array.from({ length: BURST }, one))
    }
  }
  await Promise.all([...Array.from({ length: LANES }, lane), bursts()])
  return lives
}

async function forgeUntil({ accounts }: Stores, ending: number): Promise<{ sent: number; accepted: number }> {
  let [sent, accepted] = [0, 0]
  while (performance.now() < ending) {
    const status = await forge(accounts, sent++)
    if (status >= 200 && status < 300) accepted++
    await pause(FORGE_EVERY_MS)
  }
  return { sent, accepted }
}

function report(minutes: number, samples: readonly Sample[], verdict: Verdict, faults: Readonly<Record<string, number>>): Report {
  const rows = Array.from({ length: 11 }, (_, n) => samples.find(({ minute }) => minute >= (n * minutes) / 10))
  // The first third is boot and first calls.
  const settled = samples.filter(({ minute }) => minute > minutes / 3 && minute < minutes)
  const growth = (of: "rssMb" | "connections") =>
    slope(settled.flatMap((sample) => (sample[of] === undefined ? [] : [[sample.minute, sample[of]] as const])))
  const broken = Object.entries(verdict.broken).filter(([, n]) => n > 0)
  const said = (entries: ReadonlyArray<readonly [string, number]>) =>
    entries.map(([name, n]) => `${name.replaceAll("_", " ")} ${n}`).join(" · ")
  return {
    title: `soak: a day in ${minutes} minutes`,
    rows: rows
      .filter((sample) => sample !== undefined)
      .map(({ minute, rssMb, connections, waiting }): Row => ({
        minute: rounded(minute),
        rss_mb: rssMb === undefined ? null : Math.round(rssMb),
        connections: connections ?? null,
        events_waiting: waiting ?? null,
      })),
    notes: [
      `done to it: ${said(Object.entries(faults))}`,
      `counted: ${said(Object.entries(verdict.counted))}`,
      `broken: ${broken.length ? said(broken) : `nothing, of ${Object.keys(verdict.broken).join(", ").replaceAll("_", " ")}`}`,
      `after the first third: resident memory ${signed(growth("rssMb"))} MB and connections ${signed(growth("connections"))} a minute`,
      ...verdict.details.map((detail) => JSON.stringify(detail)),
    ],
    failed: broken.length > 0,
  }
}

const signed = (value: number) => `${value >= 0 ? "+" : ""}${rounded(value)}`
