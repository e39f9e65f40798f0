import { log } from "../../../scripts/lib/log"
import type { Server } from "../../../scripts/lib/postgres"
import type { Report, Row } from "../../lib/report"
import { median, rounded } from "../../lib/stats"
import { bodiesOf, captureMany, delivered, openWorldWith, perSecond, run } from "../world"
import type { BenchBroker } from "./broker"
import { openKafka } from "./kafka"
import { openNats } from "./nats"
import { openRabbitmq } from "./rabbitmq"

/** One by one is slow: its rate shows after fewer. */
const ONE_BY_ONE = 500

interface Round {
  readonly queue: number
  readonly oneByOne: number
  readonly batched: number
}

type Part = Pick<Report, "rows" | "notes"> & { readonly ratios: Record<string, number | null> }

/** Facts to each broker by the queue, beside the bare client with the same bytes. Brokers that are not here are left out by name. */
export async function brokers(pg: Server, { rounds, deliveries: count }: { rounds: number; deliveries: number }): Promise<Part> {
  const rows: Row[] = []
  const ratios: Record<string, number | null> = {}
  const notes: string[] = []
  for (const [name, open] of Object.entries({ RabbitMQ: openRabbitmq, NATS: openNats, Kafka: openKafka })) {
    let broker: BenchBroker
    try {
      broker = await open()
    } catch (error) {
      notes.push(`${name} is not here: ${String(error)}`)
      continue
    }
    const measured: Round[] = []
    for (let i = 0; i < rounds; i++) {
      measured.push(await round(pg, broker, count))
      log(`${broker.name}, round ${i + 1}: ${JSON.stringify(measured.at(-1))}`)
    }
    await broker.close()
    const of = (figure: keyof Round) => median(measured.map((one) => one[figure]))
    rows.push(
      { name: `${broker.name}: queue, one process`, per_s: rounded(of("queue")) },
      { name: `${broker.name}: bare client, one by one`, per_s: rounded(of("oneByOne")) },
      { name: `${broker.name}: bare client, batches of 500`, per_s: rounded(of("batched")) },
    )
    ratios[`${broker.name}: queue / one by one (to reach: >= 3)`] = of("queue") / of("oneByOne")
    ratios[`${broker.name}: queue / batches (to reach: >= 0.7)`] = of("queue") / of("batched")
  }
  return { rows, ratios, notes }
}

async function round(pg: Server, broker: BenchBroker, count: number): Promise<Round> {
  const destinations = [{ id: "broker", ...broker.destination }]
  const { cradle, close } = await openWorldWith(pg, { deliveries: { destinations } })
  try {
    await captureMany(cradle, count)
    const queue = await perSecond(count, async () => {
      run(cradle)
      await delivered(cradle)
    })
    const bodies = await bodiesOf(cradle)
    await broker.empty()
    const few = bodies.slice(0, ONE_BY_ONE)
    const oneByOne = await perSecond(few.length, () => broker.oneByOne(few))
    await broker.empty()
    const batched = await perSecond(bodies.length, () => broker.batched(bodies))
    await broker.empty()
    return { queue, oneByOne, batched }
  } finally {
    await close()
  }
}
