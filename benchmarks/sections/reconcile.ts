import { spawn } from "node:child_process"
import { join } from "node:path"
import type { Pool } from "pg"
import { exampleAccounts } from "../../scripts/lib/accounts"
import { log, timed } from "../../scripts/lib/log"
import { medusaEnv } from "../../scripts/lib/medusa"
import { root, storeDir } from "../../scripts/lib/paths"
import { poll } from "../../scripts/lib/poll"
import type { StoreProcess } from "../../scripts/lib/store"
import type { PaymentNotificationOptions } from "../../src"
import { preparedCarts } from "../lib/carts"
import { onBench, type Lab } from "../lib/lab"
import type { Report, Row } from "../lib/report"
import { rounded } from "../lib/stats"
import { addSettledPayments } from "../lib/settled-payments"

export interface ReconcileOptions {
  /** Payments in all; one in a hundred of them had no webhook. */
  readonly carts: number
}

const ACCOUNT = "sandbox-api"
const CALLS_PER_MINUTE = 600
const PATIENCE_MS = 6 * 60 * 60_000

const options: PaymentNotificationOptions = {
  reconciliation: { scheduleMinutes: [0.05, 5], windowMinutes: 1, callsPerMinute: CALLS_PER_MINUTE },
}

interface Variant {
  readonly name: string
  /** Runs until nothing differs any more; the job does so by itself. */
  run(store: StoreProcess, databaseUrl: string, gatewayUrl: string): Promise<void>
}

const job: Variant = { name: "the job", run: async () => {} }
const command: Variant = {
  name: "the command, every payment asked about",
  run: (store, databaseUrl, gatewayUrl) => reconcileByCommand(store, databaseUrl, gatewayUrl),
}

/** One payment in a hundred was never told of, and the provider refuses every other question: how long until nothing differs? */
export async function reconcile(lab: Lab, { carts }: ReconcileOptions): Promise<Report> {
  const untold = Math.max(1, Math.round(carts / 100))
  const prepared = await preparedCarts(lab, untold)
  const rows: Row[] = []
  for (const variant of [job, command]) {
    rows.push(await onBench(lab, prepared.template, (bench) => measure(variant, bench, prepared.carts.length, carts - untold)))
  }
  return {
    title: `reconcile: ${carts} payments, ${untold} of them never told of, every other answer of the provider's is 429`,
    rows,
    notes: [
      `drain: from the store's health (the job: its first round comes a minute later) until the last untold payment has its order and capture`,
      `at most ${CALLS_PER_MINUTE} calls per minute; a refusal names no time, so that each account backs off by itself`,
      "the job asks about payments that are not settled and reads the provider's list; the command asks about every payment since a moment",
      "payments that were told of are written with SQL; those that were not are really filled carts",
    ],
  }
}

type Bench = Parameters<Parameters<typeof onBench>[2]>[0]

async function measure({ name, run }: Variant, bench: Bench, untold: number, told: number): Promise<Row> {
  const { gateway } = bench.lab
  await timed(`add ${told} payments`, () => addSettledPayments(bench.db, gateway, ACCOUNT, told))
  await gateway.client.setFaults({ on: ["read"], every: 2 })
  const store = await bench.start({ env: { PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(options) } })
  const started = performance.now()
  await run(store, bench.databaseUrl, gateway.url)
  await poll("every untold payment", async () => (await captured(bench.db)) === untold, { timeoutMs: PATIENCE_MS, everyMs: 250 })
  const drained = performance.now() - started
  await poll("the last finding", async () => (await unrepaired(bench.db)) === 0, { timeoutMs: PATIENCE_MS, everyMs: 250 })
  const { read } = await gateway.client.traffic()
  await gateway.client.setFaults({})
  const { rows } = await bench.db.query(
    `SELECT count(*)::int AS findings, count(*) FILTER (WHERE state = 'repaired')::int AS repaired FROM reconciliation_finding`,
  )
  const orders = await bench.db.query(`SELECT count(*)::int FROM "order"`)
  log(`${name}: ${(drained / 1000).toFixed(1)} s`)
  return {
    variant: name,
    drain_s: rounded(drained / 1000),
    calls_answered: read.answered,
    calls_refused: read.refused,
    findings: rows[0].findings,
    repaired: rows[0].repaired,
    orders: orders.rows[0].count,
  }
}

const captured = async (db: Pool): Promise<number> => (await db.query(`SELECT count(*)::int FROM capture`)).rows[0].count

const unrepaired = async (db: Pool): Promise<number> =>
  (await db.query(`SELECT count(*)::int FROM reconciliation_finding WHERE state <> 'repaired'`)).rows[0].count

async function reconcileByCommand(store: StoreProcess, databaseUrl: string, gatewayUrl: string): Promise<void> {
  const cli = join(root, ".medusa", "server", "src", "cli", "index.js")
  const child = spawn(process.execPath, [cli, "reconcile", "--since", "1d", "--account", ACCOUNT, "--wait", "3600"], {
    cwd: storeDir,
    env: medusaEnv({
      DATABASE_URL: databaseUrl,
      GATEWAY_URL: gatewayUrl,
      PORT: String(store.port),
      ADMIN: "off",
      EXAMPLE_ACCOUNTS: JSON.stringify(exampleAccounts(store.url, gatewayUrl)),
      PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(options),
    }),
    stdio: "ignore",
  })
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve))
  if (code !== 0) throw new Error(`the command ended with ${code}`)
}
