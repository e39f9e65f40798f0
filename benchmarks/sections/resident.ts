import { setTimeout as pause } from "node:timers/promises"
import { onBench, type Lab } from "../lib/lab"
import { load } from "../lib/load"
import { quiescence } from "../lib/quiescence"
import type { Report } from "../lib/report"
import { residentMb } from "../lib/resident"
import { median, rounded } from "../lib/stats"
import { core, ours, type Variant } from "../lib/variants"

export interface ResidentOptions {
  readonly rounds: number
  readonly webhooks: number
}

/** Boot's garbage is collected by then, and core has read what it waits 5 s for. */
const SETTLED_MS = 15_000

const VARIANTS = [core, ours] as const

interface Measured {
  readonly idle: number
  readonly used: number
}

/** How much memory does a store take with the plugin, and without it? */
export async function resident(lab: Lab, { rounds, webhooks }: ResidentOptions): Promise<Report> {
  const measured = new Map<Variant, Measured[]>(VARIANTS.map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round++)
    for (const variant of VARIANTS) measured.get(variant)!.push(await measure(lab, variant, webhooks))
  const of = (variant: Variant, pick: keyof Measured) => median(measured.get(variant)!.map((one) => one[pick]))
  const ratio = (pick: keyof Measured) => rounded(of(ours, pick) / of(core, pick))
  return {
    title: `resident: memory of one process, medians of ${rounds} rounds`,
    rows: VARIANTS.map((variant) => ({
      store: variant === core ? "without the plugin" : "with the plugin",
      idle_mb: Math.round(of(variant, "idle")),
      [`after_${webhooks}_webhooks_mb`]: Math.round(of(variant, "used")),
    })),
    ratios: { "with / without, idle": ratio("idle"), [`with / without, after ${webhooks} webhooks`]: ratio("used") },
    notes: [
      `resident set, ${SETTLED_MS / 1000} s after the last thing happened; without the plugin the webhooks go to core's own route`,
      "events that nobody wants: what is measured is the way in",
    ],
  }
}

function measure(lab: Lab, variant: Variant, webhooks: number): Promise<Measured> {
  return onBench(lab, undefined, async ({ db, start }) => {
    const { url, pid } = await start({ env: { ...variant.env } })
    await pause(SETTLED_MS)
    const idle = await residentMb(pid)
    await load({ url, account: variant.account, prefix: "resident", amount: webhooks })
    await quiescence(db)
    await pause(SETTLED_MS)
    return { idle, used: await residentMb(pid) }
  })
}
