import type { Pool } from "pg"
import { log } from "../../scripts/lib/log"
import { poll } from "../../scripts/lib/poll"
import type { PaymentNotificationOptions } from "../../src"
import { onBench, type Bench, type Lab } from "../lib/lab"
import { oneAccount, runReconcile } from "../lib/reconcile-command"
import { ACCOUNT, prepareReconciliation, requireDrift, type ReconcileWorld } from "../lib/reconcile-world"
import type { Report, Row } from "../lib/report"
import { rounded } from "../lib/stats"

export interface ReconcileOptions {
  /** Payments in all; one in a hundred of them had no webhook. */
  readonly carts: number
}

const CALLS_PER_MINUTE = 600
/** The command's exit code when a provider could not be asked about everything. */
const COULD_NOT_ASK = 1
const MOST_RUNS = 5
const PATIENCE_MS = 6 * 60 * 60_000

const optionsOf = (enabled: boolean): PaymentNotificationOptions => ({
  reconciliation: { enabled, scheduleMinutes: [0.05, 5], windowMinutes: 1, callsPerMinute: CALLS_PER_MINUTE },
})

interface Variant {
  readonly name: string
  readonly options: PaymentNotificationOptions
  /** A person's work beside the running store. */
  run(bench: Bench): Promise<void>
}

const job: Variant = { name: "the job", options: optionsOf(true), run: async () => {} }

/** On a store whose own job is switched off, so that only the command finds differences. */
const command: Variant = {
  name: "the command",
  options: optionsOf(false),
  run: async (bench) => {
    const args = ["--since", "1d", "--account", ACCOUNT, "--wait", "3600"]
    // It gives up a payment that is refused many times in a row, and reports that: a person runs it again.
    for (let runs = 1; ; runs++) {
      const { code, run } = await runReconcile(bench, optionsOf(false), args)
      log(`the command, run ${runs}: ended with ${code}, ${run.failed} could not be asked about`)
      if (code === 0) return
      if (code !== COULD_NOT_ASK || runs === MOST_RUNS) throw new Error(`the command ended with ${code} in run ${runs}`)
    }
  },
}

/**
 * One payment in a hundred was never reported, and the provider refuses half of the questions: how long until nothing differs?
 */
export async function reconcile(lab: Lab, { carts }: ReconcileOptions): Promise<Report> {
  const unreported = Math.max(1, Math.round(carts / 100))
  const world = await prepareReconciliation(lab, carts, unreported)
  const rows: Row[] = []
  for (const variant of [job, command]) {
    rows.push(await onBench(world.lab, world.template, (bench) => measure(variant, bench, world, carts)))
  }
  return {
    title: `reconcile: ${carts} payments, ${unreported} of them never told of, half of the provider's answers are 429`,
    rows,
    notes: [
      "drain: from the store's health (the job's first round comes a minute later) until the last untold payment has its order and capture",
      "asked: reconciliation's own calls, in all; the job goes on reading the list while orders are made",
      "until drain: all reads at the provider until then, those included that the store's payment provider makes for each order and that the inbox repeats",
      "compared: by a last look at every payment, which must find no difference",
      `at most ${CALLS_PER_MINUTE} calls per minute; a refusal names no time, so that the account backs off by itself`,
      "the command is run again when it could not ask about a payment",
      "ten of the payments that were told of are really filled carts and the others copies of their rows; those that were not all are",
    ],
  }
}

async function measure({ name, options, run }: Variant, bench: Bench, world: ReconcileWorld, payments: number): Promise<Row> {
  const { client } = bench.lab.gateway
  const sessions = world.unreported.map(({ sessionId }) => sessionId)
  const store = await bench.start({ env: oneAccount(options) })
  await client.setFaults({ on: ["read"], share: 0.5 })
  const started = performance.now()
  const seconds = () => rounded((performance.now() - started) / 1000)
  const running = run(bench)
  const drained = poll("every untold payment", async () => (await captured(bench.db, sessions)) === sessions.length, {
    timeoutMs: PATIENCE_MS,
    everyMs: 250,
  }).then(async () => ({ drain_s: seconds(), ...(await client.traffic()).read }))
  const [{ drain_s, answered, refused }] = await Promise.all([drained, running])
  await poll("the last finding", async () => (await unrepaired(bench.db)) === 0, { timeoutMs: PATIENCE_MS, everyMs: 250 })
  const repaired_s = seconds()
  await client.setFaults({})
  await store.stop()
  log(`${name}: ${drain_s} s`)
  const { rows } = await bench.db.query(
    `SELECT (SELECT count(*) FROM reconciliation_finding)::int AS findings, (SELECT sum(calls) FROM reconciliation_run)::int AS asked`,
  )
  await requireDrift(bench, payments, [])
  const calls = { calls_asked: rows[0].asked, calls_until_drain: answered + refused, refused_until_drain: refused }
  return { variant: name, drain_s, repaired_s, ...calls, findings: rows[0].findings, compared: payments }
}

/** Payments among `sessions` with an order and one capture. */
async function captured(db: Pool, sessions: readonly string[]): Promise<number> {
  const { rows } = await db.query(
    `SELECT count(*)::int FROM payment_record AS record JOIN capture ON capture.payment_id = record.payment_id
      WHERE record.payment_session_id = ANY($1) AND record.order_id IS NOT NULL`,
    [sessions],
  )
  return rows[0].count
}

const unrepaired = async (db: Pool): Promise<number> =>
  (await db.query(`SELECT count(*)::int FROM reconciliation_finding WHERE state <> 'repaired'`)).rows[0].count
