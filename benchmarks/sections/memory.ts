import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import type { Pool } from "pg"
import { onBench, type Lab } from "../lib/lab"
import { load } from "../lib/load"
import { quiescence } from "../lib/quiescence"
import type { Report } from "../lib/report"
import { rounded, slope } from "../lib/stats"
import { ours } from "../lib/variants"

export interface MemoryOptions {
  readonly webhooks: number
}

interface Sample {
  readonly at: number
  readonly rss: number
  readonly heapUsed: number
  /** Webhooks recorded until then. */
  readonly webhooks: number
}

const MB = 1024 * 1024
const WARM_UP = 0.2
// As a URL, because a path may hold spaces and NODE_OPTIONS splits at them.
const PROBE = pathToFileURL(path.join(__dirname, "..", "lib", "memory-probe.mjs"))

/** Does the server grow with the number of webhooks it has seen? */
export async function memory(lab: Lab, { webhooks }: MemoryOptions): Promise<Report> {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "payment-notifications-memory-")), "samples.jsonl")
  const { samples, failed } = await onBench(lab, undefined, async ({ db, start }) => {
    const { url } = await start({ env: { ...ours.env, MEMORY_PROBE_FILE: file, NODE_OPTIONS: `--import ${PROBE}` } })
    const counted = countRecorded(db)
    const { failed } = await load({ url, account: "hmac", prefix: "memory", amount: webhooks })
    await quiescence(db, 600_000)
    await pause(3_000)
    return { samples: read(file, await counted.stop()), failed }
  })
  fs.rmSync(path.dirname(file), { recursive: true, force: true })
  const measured = samples.filter(({ webhooks: seen }) => seen >= webhooks * WARM_UP && seen < webhooks)
  const growth = (key: "rss" | "heapUsed") => slope(measured.map((sample) => [sample.webhooks / 10_000, sample[key] / MB]))
  return {
    title: `memory: ${webhooks} webhooks through one process`,
    rows: series(samples, webhooks),
    notes: [
      `after the first ${WARM_UP * 100} %, while they come in: RSS ${signed(growth("rss"))} MB and heap ${signed(growth("heapUsed"))} MB per 10,000 webhooks (least squares)`,
      "heap is what is in use when looked at, garbage included; the last row is after the inbox has been worked through",
      `${failed} calls without a 2xx`,
    ],
  }
}

const signed = (value: number) => `${value >= 0 ? "+" : ""}${rounded(value)}`

/** Asks the database once a second how many webhooks are recorded. */
function countRecorded(db: Pool) {
  const counts: { at: number; webhooks: number }[] = []
  let going = true
  const loop = (async () => {
    while (going) {
      const { rows } = await db.query<{ count: number }>("SELECT count(*)::int AS count FROM payment_webhook_event")
      counts.push({ at: Date.now(), webhooks: rows[0]!.count })
      await pause(1000)
    }
  })()
  return {
    stop: async () => {
      going = false
      await loop
      return counts
    },
  }
}

function read(file: string, counts: readonly { at: number; webhooks: number }[]): Sample[] {
  const lines = fs.readFileSync(file, "utf8").trim().split("\n")
  return lines.map((line) => {
    const sample = JSON.parse(line) as Omit<Sample, "webhooks">
    return { ...sample, webhooks: counts.findLast(({ at }) => at <= sample.at)?.webhooks ?? 0 }
  })
}

/** About ten rows, evenly over the webhooks, and the very last. */
function series(samples: readonly Sample[], webhooks: number) {
  const picked = Array.from({ length: 11 }, (_, n) => samples.find((sample) => sample.webhooks >= (n * webhooks) / 10)).concat(
    samples.at(-1),
  )
  const unique = [...new Set(picked.filter((sample): sample is Sample => sample !== undefined))]
  return unique.map(({ webhooks: seen, rss, heapUsed, at }) => ({
    webhooks: seen,
    after_s: Math.round((at - samples[0]!.at) / 1000),
    rss_mb: Math.round(rss / MB),
    heap_mb: Math.round(heapUsed / MB),
  }))
}
