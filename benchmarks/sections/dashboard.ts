import { Client } from "pg"
import { buildStore } from "../../scripts/lib/build"
import type { JsonCall } from "../../scripts/lib/http"
import { log, timed } from "../../scripts/lib/log"
import { adminCaller, readStoreFacts } from "../../scripts/lib/store-facts"
import { fill } from "../age/fill"
import { openDesks } from "../dashboard/open-desks"
import { openings, type DeskPage } from "../dashboard/pages"
import { onBench, type Lab } from "../lib/lab"
import { load } from "../lib/load"
import { quiescence } from "../lib/quiescence"
import type { Report, Row } from "../lib/report"
import { median, percentile, rounded } from "../lib/stats"

export interface DashboardOptions {
  readonly events: number
  readonly rounds: number
  readonly seconds: number
}

const DESKS = 10
const READS = 40

const PAGES: ReadonlyArray<DeskPage & { readonly name: string }> = [
  { name: "To review", path: "/app/payment-notifications/attention", until: "A payment differs from its order" },
  { name: "Webhook events", path: "/app/payment-notifications/events", until: "payment.captured" },
  { name: "a webhook event", path: "/app/payment-notifications/events/pwhe_1", until: "payment.captured" },
]

const LISTS = [
  "attention/overview",
  "attention?limit=20",
  "webhook-events?limit=20",
  "webhook-events?limit=20&state=dead",
  "payments?limit=20",
  "notifications?limit=20",
  "deliveries?limit=20",
  "metrics",
]

/** Open matters, as the tables of `age` have none. */
const MATTERS = `
  INSERT INTO payment_attention (id, kind, subject_key, state, account, payment_session_id, amount, currency_code, detail, data, created_at, updated_at)
  SELECT 'patt_open_' || i, 'mismatch', 'open_' || i, 'open', 'stripe', 'payses_' || i, 2400, 'eur', 'expected 25.00 EUR, reported 24.00 EUR',
         '{"fact":"payment.captured"}', now() - make_interval(hours => i), now()
    FROM generate_series(1, 30) AS i`

/** The desk of a store with full tables: how long its lists and pages take, and what open desks cost the intake. */
export function dashboard(lab: Lab, { events, rounds, seconds }: DashboardOptions): Promise<Report> {
  return onBench(lab, undefined, async (bench) => {
    await buildStore()
    const client = new Client({ connectionString: bench.databaseUrl })
    await client.connect()
    await timed(`${events} events`, () => fill(client, events))
    await client.query(MATTERS)
    await client.end()
    const store = await bench.start({ admin: true })
    const call = adminCaller(store.url, await readStoreFacts(store.url))
    const lists = await readLists(call)
    const pages = await openings(store.url, PAGES, 5)
    const [alone, beside]: [number[], number[]] = [[], []]
    const run = async (prefix: string) => {
      const { perSecond } = await load({ url: store.url, account: "hmac", prefix, seconds })
      await quiescence(bench.db)
      return perSecond
    }
    await run("warm")
    for (let round = 0; round < rounds; round++) {
      alone.push(await run(`alone_${round}`))
      const desks = openDesks(call, DESKS)
      beside.push(await run(`beside_${round}`))
      const answers = await desks.close()
      log(
        `round ${round + 1}: ${alone.at(-1)!.toFixed(0)} alone, ${beside.at(-1)!.toFixed(0)} beside desks with ${answers} answers`,
      )
    }
    return {
      title: `dashboard: a store with ${events} events, ${rounds} rounds of ${seconds} s`,
      rows: [
        ...lists,
        ...PAGES.map((page) => row(`page "${page.name}", until its first row can be clicked`, median(pages.get(page)!), "ms")),
        row("intake", median(alone), "webhooks/s"),
        row(`intake beside ${DESKS} open desks`, median(beside), "webhooks/s"),
      ],
      ratios: { "intake beside desks / alone (to reach: >= 0.95)": rounded(median(beside) / median(alone)) },
      notes: [
        "lists: from the call to its answer, over HTTP",
        "pages: in Chromium on the same machine, files cached, median of 5",
      ],
    }
  })
}

const row = (what: string, value: number, unit: string): Row => ({ what, value: rounded(value), unit })

async function readLists(call: JsonCall): Promise<Row[]> {
  const rows: Row[] = []
  for (const path of LISTS) {
    const took: number[] = []
    for (let read = -1; read < READS; read++) {
      const began = performance.now()
      await call("GET", `/admin/payment-notifications/${path}`)
      if (read >= 0) took.push(performance.now() - began)
    }
    rows.push(row(`GET ${path}, p50`, median(took), "ms"), row(`GET ${path}, p99`, percentile(took, 0.99), "ms"))
  }
  return rows
}
