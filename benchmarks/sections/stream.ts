import { setTimeout as pause } from "node:timers/promises"
import { log } from "../../scripts/lib/log"
import { poll } from "../../scripts/lib/poll"
import { preparedCarts, type ReadyPayment } from "../lib/carts"
import { cpuMs } from "../lib/cpu"
import { onBench, type Lab } from "../lib/lab"
import { load } from "../lib/load"
import { quiescence } from "../lib/quiescence"
import type { Report, Row } from "../lib/report"
import { median, percentile, rounded } from "../lib/stats"
import { statusReads } from "../stream/status-reads"
import { changedAt, clientsOf, report, startWorld, untilOpen, type Instance, type StreamWorld } from "../stream/world"

export interface StreamOptions {
  readonly clients: number
  readonly carts: number
  readonly rounds: number
  readonly seconds: number
}

/** Orders a second, while their changes are timed. */
const PER_SECOND = 4

/** Streams: how soon, how heavy, what they cost beside polls, and what becomes of them when an instance goes. */
export async function stream(lab: Lab, { clients, carts, rounds, seconds }: StreamOptions): Promise<Report> {
  const prepared = await preparedCarts(lab, 2 * carts)
  const [early, late] = [prepared.carts.slice(0, carts), prepared.carts.slice(carts, 2 * carts)]
  return onBench(lab, prepared.template, async (bench) => {
    const world = await startWorld(bench)
    try {
      const reads = await statusReads(world, early[0]!, { rounds, seconds })
      const weight = await weigh(world, early, clients)
      const soon = await timeChanges(world, early)
      const costs = await compareWithPolls(world, late, clients, seconds)
      const intake = await compareIntake(world, late, clients, { rounds, seconds })
      const alone = await letGo(world, early, clients, { from: world.second, isBusy: false })
      const gone = await letGo(world, late, clients, { from: await world.startSecond(), isBusy: true })
      return {
        title: `stream: ${clients} clients of ${carts} carts on the second of two instances, orders made on the first`,
        rows: [...soon, ...weight, ...costs.rows, ...intake.rows, ...reads.rows, ...alone, ...gone],
        ratios: { ...costs.ratios, ...intake.ratios, ...reads.ratios },
        notes: [
          "change: from the transition's row, which is written just before its commit, until the client has read it",
          "memory: heap and buffers after garbage collection, over the same process before",
          "polls: as many clients, each once a second with its ETag, on the same instance",
        ],
      }
    } finally {
      world.clients.close()
    }
  })
}

const row = (what: string, value: number, unit: string): Row => ({ what, value: rounded(value), unit })

async function weigh(world: StreamWorld, carts: readonly ReadyPayment[], clients: number): Promise<Row[]> {
  const { second } = world
  // The first streams load code and open the connection for hints, which is not theirs.
  await world.clients.stream(clientsOf(carts, 50, [second.url]))
  await untilOpen(world, 50, second.url)
  await world.clients.stop()
  await pause(3_000)
  const before = await second.weigh()
  await world.clients.stream(clientsOf(carts, clients, [second.url]))
  await untilOpen(world, clients, second.url)
  await pause(3_000)
  const after = await second.weigh()
  return [
    row("memory of an idle stream, heap", (after.heap - before.heap) / clients / 1_000, "kB"),
    row("memory of an idle stream, resident", (after.rss - before.rss) / clients / 1_000, "kB"),
  ]
}

/** With the streams of `weigh`. */
async function timeChanges(world: StreamWorld, carts: readonly ReadyPayment[]): Promise<Row[]> {
  for (const cart of carts) {
    await report(world, cart)
    await pause(1_000 / PER_SECOND)
  }
  await quiescence(world.bench.db)
  const newest = async () => (await world.clients.seen()).filter(({ versions }) => versions.at(-1)?.[0] === 1)
  const all = (await world.clients.seen()).length
  await poll("all changes at all clients", async () => (await newest()).length === all, { timeoutMs: 60_000 })
  const written = await changedAt(world, carts)
  const took = (await newest()).map(({ cartId, versions }) => versions.at(-1)![1] - written.get(cartId)!)
  return [
    row("change, p50", percentile(took, 0.5), "ms"),
    row("change, p99", percentile(took, 0.99), "ms"),
    row("change, worst", Math.max(...took), "ms"),
  ]
}

async function compareWithPolls(world: StreamWorld, carts: readonly ReadyPayment[], clients: number, seconds: number) {
  const { second } = world
  await world.clients.stop()
  await world.clients.stream(clientsOf(carts, clients, [second.url]))
  await untilOpen(world, clients, second.url)
  const used = async () => {
    const before = cpuMs(second.pid)
    await pause(seconds * 1_000)
    return (cpuMs(second.pid) - before) / seconds
  }
  await pause(3_000)
  const streaming = await used()
  await world.clients.stop()
  await pause(2_000)
  await world.clients.poll(clientsOf(carts, clients, [second.url]))
  await pause(3_000)
  const polling = await used()
  const polls = await world.clients.stopPolling()
  log(`${polls} polls`)
  return {
    rows: [row("CPU of idle streams", streaming, "ms/s"), row("CPU of polls", polling, "ms/s")],
    ratios: { "streams / polls, CPU": rounded(streaming / polling) },
  }
}

async function compareIntake(
  world: StreamWorld,
  carts: readonly ReadyPayment[],
  clients: number,
  { rounds, seconds }: Pick<StreamOptions, "rounds" | "seconds">,
) {
  const { first, bench } = world
  const [without, beside]: [number[], number[]] = [[], []]
  const run = async (prefix: string) => {
    const { perSecond } = await load({ url: first.url, account: "hmac", prefix, seconds })
    await quiescence(bench.db)
    return perSecond
  }
  await run("warm")
  for (let round = 0; round < rounds; round++) {
    without.push(await run(`without_${round}`))
    await world.clients.stream(clientsOf(carts, clients, [first.url]))
    await untilOpen(world, clients, first.url)
    await pause(2_000)
    beside.push(await run(`beside_${round}`))
    await world.clients.stop()
    await pause(2_000)
  }
  return {
    rows: [
      row("intake without streams", median(without), "webhooks/s"),
      row("intake beside streams of the same instance", median(beside), "webhooks/s"),
    ],
    ratios: { "intake beside / without streams": rounded(median(beside) / median(without)) },
  }
}

/**
 * An instance is asked to end; every client must be back on the first, with every version. `isBusy`: payments change meanwhile, whose
 * orders the first one makes beside the answers.
 */
async function letGo(
  world: StreamWorld,
  carts: readonly ReadyPayment[],
  clients: number,
  { from, isBusy }: { from: Instance; isBusy: boolean },
): Promise<Row[]> {
  const { first } = world
  await world.clients.stream(clientsOf(carts, clients, [from.url, first.url]))
  await untilOpen(world, clients, from.url)
  const reported = (async () => {
    for (const cart of isBusy ? carts : []) {
      await report(world, cart)
      await pause(1_000 / PER_SECOND)
    }
  })()
  await pause(2_000)
  const begun = Date.now()
  await from.kill("SIGTERM")
  const ended = Date.now() - begun
  await untilOpen(world, clients, first.url)
  const back = (await world.clients.seen()).map(({ opened }) => opened.at(-1)![1] - begun)
  await reported
  await quiescence(world.bench.db)
  await poll(
    "every version at every client",
    async () => (await world.clients.seen()).every(({ versions }) => versions.at(-1)?.[0] === 1),
    { timeoutMs: 60_000 },
  )
  await world.clients.stop()
  const meanwhile = isBusy ? `${PER_SECOND} orders a second` : "no orders"
  return [
    row(`SIGTERM, ${meanwhile}: until the process has ended`, ended, "ms"),
    row(`SIGTERM, ${meanwhile}: until half of the clients are back`, percentile(back, 0.5), "ms"),
    row(`SIGTERM, ${meanwhile}: until all of them are back`, Math.max(...back), "ms"),
  ]
}
