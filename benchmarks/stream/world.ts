import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { poll } from "../../scripts/lib/poll"
import type { StoreProcess } from "../../scripts/lib/store"
import { readStoreFacts } from "../../scripts/lib/store-facts"
import type { ReadyPayment } from "../lib/carts"
import type { Bench } from "../lib/lab"
import { post } from "../lib/post"
import { capturedWebhook } from "../lib/webhooks"
import { forkClients, type Client, type Clients } from "./fork-clients"

/** All clients of a benchmark come from one address. Reconciliation looks later, as in the other sections. */
const OPTIONS = {
  live: { maxStreamsPerPayment: 1_000, maxStreamsPerAddress: 5_000, lifeSeconds: 3_600 },
  reconciliation: { scheduleMinutes: [240, 360] },
}

export interface Instance extends StoreProcess {
  /** Bytes in use after garbage was collected. */
  weigh(): Promise<{ heap: number; rss: number }>
}

export interface StreamWorld {
  readonly bench: Bench
  /** The first takes the webhooks and makes the orders; the second only serves. */
  readonly first: Instance
  readonly second: Instance
  readonly clients: Clients
  readonly headers: Record<string, string>
  startSecond(): Promise<Instance>
}

export async function startWorld(bench: Bench): Promise<StreamWorld> {
  const first = await start(bench, "shared")
  const second = await start(bench, "server")
  const headers = { "x-publishable-api-key": (await readStoreFacts(first.url)).publishableKey }
  return { bench, first, second, clients: forkClients(headers), headers, startSecond: () => start(bench, "server") }
}

async function start(bench: Bench, mode: "shared" | "server"): Promise<Instance> {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "payment-notifications-streams-")), "weights.jsonl")
  const env = {
    PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(OPTIONS),
    GC_PROBE_FILE: file,
    NODE_OPTIONS: `--import ${pathToFileURL(path.join(__dirname, "gc-probe.mjs"))}`,
  }
  const store = await bench.start({ env, mode })
  const lines = () => (fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [])
  const weigh = async () => {
    const before = lines().length
    process.kill(store.pid, "SIGUSR2")
    const line = await poll("the weight", async () => lines().length > before && lines().at(-1))
    const { rss, heapUsed, external } = JSON.parse(line) as Record<"rss" | "heapUsed" | "external", number>
    return { heap: heapUsed + external, rss }
  }
  return { ...store, weigh }
}

/** So many clients over these carts; each begins at the first of `bases`. */
export const clientsOf = (carts: readonly ReadyPayment[], count: number, bases: readonly string[]): Client[] =>
  Array.from({ length: count }, (_, n) => ({ cartId: carts[n % carts.length]!.cartId, bases }))

/** Waits until so many clients have got the first event of their newest connection, at this server. */
export async function untilOpen({ clients }: StreamWorld, count: number, base: string): Promise<void> {
  await poll(
    `${count} streams`,
    async () => (await clients.seen()).filter(({ opened }) => opened.at(-1)?.[0] === base).length >= count,
    { timeoutMs: 120_000, everyMs: 250 },
  )
}

/** The provider reports a capture to the first instance. */
export async function report({ first }: StreamWorld, cart: ReadyPayment): Promise<void> {
  const webhook = capturedWebhook("hmac", `evt_${cart.paymentId}`, cart)
  const status = await post(new URL(webhook.path, first.url), webhook)
  if (status < 200 || status > 299) throw new Error(`a webhook was answered ${status}`)
}

/** When each cart's payment changed, by the database's clock, which is this machine's. */
export async function changedAt({ bench }: StreamWorld, carts: readonly ReadyPayment[]): Promise<Map<string, number>> {
  const ids = carts.map(({ cartId }) => cartId)
  const { rows } = await bench.db.query(
    `SELECT record.cart_id, transition.created_at FROM payment_record AS record
       JOIN payment_transition AS transition ON transition.payment_record_id = record.id AND transition.version = 1
      WHERE record.cart_id = ANY($1)`,
    [ids],
  )
  return new Map(rows.map(({ cart_id, created_at }) => [cart_id, (created_at as Date).getTime()]))
}
