import { Pool } from "pg"
import { gatewayAccounts } from "../../scripts/lib/accounts"
import { onExit } from "../../scripts/lib/clean-up"
import { timed } from "../../scripts/lib/log"
import { createDatabase, dropDatabase } from "../../scripts/lib/postgres"
import { startStore } from "../../scripts/lib/store"
import { audit } from "./audit"
import { prepareCarts, type ReadyPayment } from "./carts"
import { createLab, databaseName, onBench, type Bench, type Lab } from "./lab"
import { multiplyPayments } from "./multiply-payments"
import { quiescence } from "./quiescence"
import { oneAccount, runReconcile } from "./reconcile-command"

/** The account of the example store whose provider can be asked. */
export const ACCOUNT = "sandbox-api"

/**
 * Payments that are reported and multiplied afterwards. They are spread among the unreported ones, so that neither come first
 * where time decides.
 */
const ORIGINALS = 10

/** Payments at a provider, most of them reported, and a store's database that knows of no others. */
export interface ReconcileWorld {
  /** With a gateway of its own: its list holds these payments and none of another section. */
  readonly lab: Lab
  /** A database to copy. */
  readonly template: string
  /** Carts that were paid and not reported by any webhook. */
  readonly unreported: readonly ReadyPayment[]
}

/**
 * Makes `unreported` carts that are really filled and paid, without a webhook, and reported ones until there are `payments`. Of
 * the reported ones, ten were filled, paid and reported like any other, and the rest copied from them in the database. To
 * reconciliation a copy equals its original. Of a reported payment it reads the session, our record of it and the provider's
 * answer, and each copy has all of these once. No order is made for them during the run, which is the only thing that could cost
 * more for a real one.
 */
export async function prepareReconciliation(outer: Lab, payments: number, unreported: number): Promise<ReconcileWorld> {
  const lab = await createLab(outer.pg, outer.template)
  const template = databaseName()
  const databaseUrl = await createDatabase(lab.pg, template, lab.template)
  onExit(() => dropDatabase(lab.pg, template))
  const store = await startStore({
    databaseUrl,
    gatewayUrl: lab.gateway.url,
    env: oneAccount({ reconciliation: { enabled: false } }),
  })
  await lab.gateway.client.setAccounts(gatewayAccounts(store.url, lab.gateway.url))
  const db = new Pool({ connectionString: databaseUrl, max: 4 })
  const carts = await timed(`prepare ${unreported + ORIGINALS} carts`, () => prepareCarts(lab, store, unreported + ORIGINALS))
  const every = carts.length / ORIGINALS
  const reported = Array.from({ length: ORIGINALS }, (_, n) => carts[Math.floor((n + 0.5) * every)]!)
  await timed(`tell of ${ORIGINALS}`, () => report(lab, db, reported))
  await store.stop()
  await timed(`copy them ${payments - carts.length} times`, () =>
    multiplyPayments(db, lab.gateway, reported, payments - carts.length),
  )
  await db.end() // a database that is copied must have no connections
  const world = { lab, template, unreported: carts.filter((cart) => !reported.includes(cart)) }
  await timed("look what differs", () => onBench(lab, template, (bench) => requireDrift(bench, payments, world.unreported)))
  return world
}

/** Sends the webhooks of captures as the provider does; waits until orders and messages are made. */
async function report({ gateway }: Lab, db: Pool, carts: readonly ReadyPayment[]): Promise<void> {
  const delivery = { account: ACCOUNT, wait: true }
  for (const { paymentId } of carts) await gateway.client.change(paymentId, "capture", { report_only: true, delivery })
  await quiescence(db)
  const faulty = (await audit(db, carts)).find((outcome) => outcome.captures !== 1 || outcome.linked_orders !== 1)
  if (faulty) throw new Error(`a payment that was told of came to this: ${JSON.stringify(faulty)}`)
}

/** No request is refused here, and the limit is too high to matter. */
const UNHINDERED = { reconciliation: { callsPerMinute: 6_000 } }

/**
 * Asks for the differences without changing anything. The run must have compared all payments, and found exactly the unreported
 * ones. Throws otherwise: then it would measure something else.
 */
export async function requireDrift(bench: Bench, payments: number, unreported: readonly ReadyPayment[]): Promise<void> {
  const { run, findings } = await runReconcile(bench, UNHINDERED, ["--since", "1d", "--account", ACCOUNT, "--dry-run"])
  const expected = new Set(unreported.map(({ sessionId }) => sessionId))
  const wrong = findings.filter(({ payment_session_id }) => !expected.has(payment_session_id))
  if (run.checked !== payments || findings.length !== expected.size || wrong.length) {
    const found = `${run.checked} payments compared, ${findings.length} differ, ${wrong.length} of them wrongly`
    throw new Error(`expected ${expected.size} of ${payments} payments to differ: ${found}`)
  }
}
