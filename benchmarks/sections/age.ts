import { resolve } from "node:path"
import { log } from "../../scripts/lib/log"
import { root } from "../../scripts/lib/paths"
import { startPostgres } from "../../scripts/lib/postgres"
import { openAged, prepareAged, type Aged } from "../age/databases"
import { fastest, firstPage, intake, LISTS, perEvent, prune } from "../age/measure"
import { pluginOf } from "../age/plugin"
import type { Report, Row } from "../lib/report"
import { rounded } from "../lib/stats"

export interface AgeOptions {
  readonly events: number
  readonly rounds: number
  readonly seconds: number
  /** The folder of another checkout of this repository, measured beside this one. */
  readonly beside?: string
  /** Fill the databases and leave them for the next run, which then measures only. */
  readonly prepare?: boolean
}

const DAY_MS = 86_400_000
const READERS = 30
const EVENTS_MEASURED = 300

/** Measures a store whose tables are full beside an empty one, and beside the same store of another checkout. */
export async function age({ events, rounds, seconds, beside, prepare = false }: AgeOptions): Promise<Report> {
  const serverUrl = process.env.DATABASE_URL
  const pg = await startPostgres(serverUrl ? { serverUrl } : {})
  const plugins = [pluginOf("ours", root), ...(beside === undefined ? [] : [pluginOf("before", resolve(beside))])]
  if (prepare) {
    for (const plugin of plugins) await prepareAged(pg, plugin, events)
    return { title: `age: stores of ${events} events are filled`, rows: [], notes: ["the next run of age measures them"] }
  }
  const measured = new Map<string, Measured>()
  for (const plugin of plugins) {
    const stores = await openAged(pg, plugin, events)
    try {
      const one = await measure(stores, rounds, seconds)
      log(`${plugin.name}: ${JSON.stringify(one)}`)
      measured.set(plugin.name, one)
    } finally {
      await stores.close()
    }
  }
  return report(events, measured)
}

interface Measured {
  readonly empty: number
  readonly full: number
  readonly pages: readonly number[]
  readonly metrics: number
  readonly pruned: number
  readonly alone: Awaited<ReturnType<typeof intake>>
  readonly crowded: Awaited<ReturnType<typeof intake>>
}

async function measure({ empty, full: services }: Aged, rounds: number, seconds: number): Promise<Measured> {
  const to = new Date()
  for (let more = Boolean(services.metricsDays); more;) more = await services.metricsDays!.roll()
  const [one, other] = await perEvent([empty, services], EVENTS_MEASURED)
  const pages: number[] = []
  for (const list of LISTS) pages.push(await fastest(rounds, () => firstPage(services, list)))
  const metrics = await fastest(rounds, () => services.metrics.report(new Date(to.getTime() - 90 * DAY_MS), to))
  const pruned = await fastest(rounds, () => prune(services))
  const alone = await intake(services, { seconds, readers: 0 })
  const crowded = await intake(services, { seconds, readers: READERS })
  return { empty: one!, full: other!, pages, metrics, pruned, alone, crowded }
}

function report(events: number, measured: ReadonlyMap<string, Measured>): Report {
  const ours = measured.get("ours")!
  const before = measured.get("before")
  const row = (what: string, of: (one: Measured) => number): Row => ({
    what,
    ours_ms: rounded(of(ours)),
    ...(before && { before_ms: rounded(of(before)), before_over_ours: rounded(of(before) / of(ours)) }),
  })
  return {
    title: `age: a store with ${events} events in its tables, of 400 days`,
    rows: [
      row("one event, empty", ({ empty }) => empty),
      row("one event, full", ({ full }) => full),
      ...LISTS.map(([name], i) => row(`first page: ${name}`, ({ pages }) => pages[i]!)),
      row("report of 90 days", ({ metrics }) => metrics),
      row("a night's pruning", ({ pruned }) => pruned),
      row("intake alone, p99", ({ alone }) => alone.p99),
      row(`intake beside ${READERS} lists, p99`, ({ crowded }) => crowded.p99),
      row(`intake beside ${READERS} lists, refused`, ({ crowded }) => crowded.refused),
    ],
    ratios: {
      "one event: full / empty": rounded(ours.full / ours.empty),
      [`intake p99: beside ${READERS} lists / alone`]: rounded(ours.crowded.p99 / ours.alone.p99),
    },
    notes: [
      `one event: what the database does for a paid event, from the webhook to the message sent; median of ${EVENTS_MEASURED}, in turns`,
      "first pages, reports and pruning: the fastest of the rounds; intake: 50 webhooks a second",
    ],
  }
}
