import { log } from "../../scripts/lib/log"
import { startPostgres } from "../../scripts/lib/postgres"
import { brokers } from "../deliveries/brokers/measure"
import { arrivals, movesWith, PER_SECOND, throughput } from "../deliveries/http"
import { intakeWith } from "../deliveries/intake"
import { outage } from "../deliveries/outage"
import { RECOVERED, recovery } from "../deliveries/recovery"
import { openReceiver } from "../deliveries/world"
import type { Report } from "../lib/report"
import { median, percentile, rounded } from "../lib/stats"

export interface DeliveriesOptions {
  readonly rounds: number
  readonly deliveries: number
  readonly seconds: number
}

/** Deliveries over HTTP and to brokers beside the bare clients with the same bytes; how soon they arrive; and what they cost others. */
export async function deliveries({ rounds, deliveries: count, seconds }: DeliveriesOptions): Promise<Report> {
  const serverUrl = process.env.DATABASE_URL
  const pg = await startPostgres(serverUrl ? { serverUrl } : {})
  const http: Record<"queue" | "bare", number[]> = { queue: [], bare: [] }
  const moves: Record<"none" | "four", number[]> = { none: [], four: [] }
  const intake: Record<"none" | "four", number[]> = { none: [], four: [] }
  for (let round = 0; round < rounds; round++) {
    const { queue, bare } = await throughput(pg, count)
    http.queue.push(queue)
    http.bare.push(bare)
    moves.none.push(await movesWith(pg, 0, count))
    moves.four.push(await movesWith(pg, 4, count))
    intake.none.push(await intakeWith(pg, 0, count))
    intake.four.push(await intakeWith(pg, 4, count))
    const last = { none: moves.none.at(-1), four: moves.four.at(-1), intake: [intake.none.at(-1), intake.four.at(-1)] }
    log(`round ${round + 1}: ${JSON.stringify({ queue, bare, ...last })}`)
  }
  const toBrokers = await brokers(pg, { rounds, deliveries: count })
  const recovered = await recovery(pg)
  const alone = await arrivals(pg, seconds, [])
  const beside = await arrivals(pg, seconds, [await openReceiver({ hangs: true })])
  const away = await outage(pg).catch((error: unknown) => String(error))
  const times = (name: string, values: readonly number[]) => ({
    name,
    p50_ms: rounded(percentile(values, 0.5)),
    p99_ms: rounded(percentile(values, 0.99)),
  })
  return {
    title: `deliveries: ${count} each, ${rounds} rounds; ${PER_SECOND}/s for ${seconds} s; a broker away for a minute`,
    rows: [
      { name: "HTTP: queue, one process", per_s: rounded(median(http.queue)) },
      { name: "HTTP: bare client", per_s: rounded(median(http.bare)) },
      ...toBrokers.rows,
      { name: "transitions without a destination", per_s: rounded(median(moves.none)) },
      { name: "transitions with four", per_s: rounded(median(moves.four)) },
      { name: "webhooks taken in without a destination", per_s: rounded(median(intake.none)) },
      { name: "webhooks taken in with four", per_s: rounded(median(intake.four)) },
      { name: `recover ${RECOVERED} failed ones until all are received (to reach: < 60)`, seconds: rounded(recovered) },
      times("commit to received", alone),
      times("beside one that hangs 15 s", beside),
      ...(typeof away === "string"
        ? []
        : [
            { name: "intake, broker there", p99_ms: rounded(away.before) },
            {
              name: `intake, broker away; of ${away.facts} facts lost ${away.lost}, twice ${away.repeated}`,
              p99_ms: rounded(away.during),
            },
          ]),
    ],
    ratios: {
      "HTTP: queue / bare client": median(http.queue) / median(http.bare),
      ...toBrokers.ratios,
      "transitions with four / without (to reach: >= 0.95)": median(moves.four) / median(moves.none),
      "webhooks with four / without (to reach: >= 0.95)": median(intake.four) / median(intake.none),
      "p99 beside one that hangs / alone (to reach: < 1.2)": percentile(beside, 0.99) / percentile(alone, 0.99),
      ...(typeof away !== "string" && { "intake p99, broker away / there (to reach: <= 1.05)": away.during / away.before }),
    },
    notes: [
      "receivers in a process of their own, clients and worker in one; medians of the rounds; latencies are of a receiver in the same process",
      "transitions: what processing writes of a payment, nothing of Medusa's; their deliveries are not sent meanwhile",
      "webhooks: verified and committed, 25 at once, while 50 facts/s are written and sent",
      "broker away: NATS, killed under 100 webhooks/s and 25 facts/s; afterwards the destination's failed ones are recovered",
      ...toBrokers.notes,
      ...(typeof away === "string" ? [`no broker was killed: ${away}`] : []),
    ],
    ...(typeof away !== "string" && { failed: away.lost > 0 }),
  }
}
