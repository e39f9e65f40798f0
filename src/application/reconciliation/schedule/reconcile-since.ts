import type { MedusaContainer } from "@medusajs/framework/types"
import { setTimeout as pause } from "node:timers/promises"
import { describeError } from "../../../services/domain/describe-error"
import { share } from "../../../services/queue/share"
import type { ReconciliationFinding, ReconciliationRun } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { retryUntilDown, isDown } from "../ask/with-rate-budget"
import { chooseAccount } from "../ask/choose-account"
import { beginRound, comparePayment, type Round } from "../compare/compare-payment"
import { followFindings } from "./follow-findings"
import { readWindows } from "./read-windows"
import { listSessions, referenceOf, type AskedSession } from "../ask/sessions"

export interface ReconcileOptions {
  readonly since: Date
  readonly account?: string
  readonly dryRun: boolean
  /** How long to wait for the store's workers to apply the findings' facts. */
  readonly waitSeconds: number
}

export interface ReconcileReport {
  readonly run: ReconciliationRun
  readonly findings: readonly ReconciliationFinding[]
  /** Payments, and lists, whose provider could not be asked. */
  readonly unasked: number
}

const PAGE = 200
const AT_ONCE = 4
/** How often a refused list or payment of a list is asked for. */
const ATTEMPTS = 6
/** A person waits, but not for ever. */
const LONGEST_MS = 12 * 60 * 60_000
/** The job works for less than a minute at a time. */
const LOCK_PATIENCE_MS = 120_000

/**
 * A person's reconciliation: all payments that began since a moment, and all that changed since then where a provider lists them.
 * Only payments that no list has confirmed are asked about one by one.
 */
export async function reconcileSince(container: MedusaContainer, options: ReconcileOptions): Promise<ReconcileReport> {
  const { runs } = paymentNotificationService(container).reconciliation
  const patience = Date.now() + LOCK_PATIENCE_MS
  for (;;) {
    const report = await runs.exclusively(() => runOnce(container, options))
    if (report) return report
    if (Date.now() > patience) throw new Error("another reconciliation is running; try again when it has finished")
    await pause(1_000)
  }
}

async function runOnce(container: MedusaContainer, options: ReconcileOptions): Promise<ReconcileReport> {
  const service = paymentNotificationService(container)
  const { runs, budget } = service.reconciliation
  const { account, since, dryRun, waitSeconds } = options
  const run = await runs.openCommand({ account: account ?? null, since, dryRun })
  const round = beginRound(run, LONGEST_MS, ATTEMPTS)
  const spent = budget.spent
  try {
    // First the lists, which cost one call for a hundred payments. No cursor is saved for after a kill: the same command finds
    // the rest.
    await readWindows(container, round, { since, ...(account && { account }), saveCursor: async () => {} })
    await compareSessions(container, round, options)
    await runs.progress(run.id, { calls: budget.spent - spent })
    const findings = await waitForRepairs(container, [...round.found], dryRun ? 0 : waitSeconds)
    await runs.finish(run.id, "finished")
    const finished = (await runs.find(run.id)) ?? run
    return { run: finished, findings, unasked: finished.failed }
  } catch (error) {
    await runs.saveError(run.id, describeError(error).message)
    await runs.finish(run.id, "failed")
    throw error
  }
}

async function compareSessions(container: MedusaContainer, round: Round, options: ReconcileOptions): Promise<void> {
  const span = { since: options.since, until: paymentNotificationService(container).now() }
  for (let skip = 0; ; skip += PAGE) {
    const sessions = await listSessions(container, span, { take: PAGE, skip })
    const { runs } = paymentNotificationService(container).reconciliation
    await runs.progress(round.run.id, { checked: sessions.filter(({ id }) => isConfirmed(round, id)).length })
    const left = sessions.filter(({ id }) => !isConfirmed(round, id) && !round.compared.has(id))
    await share(left, AT_ONCE, (session) => compareSession(container, round, session, options.account))
    if (sessions.length < PAGE) return
  }
}

/** A list shows it as we know it, and no other list caused a question about it. */
const isConfirmed = ({ confirmed, compared }: Round, sessionId: string): boolean =>
  confirmed.has(sessionId) && !compared.has(sessionId)

/** A payment that could not be asked about counts as failed. A provider that is down is asked nothing more. */
async function compareSession(
  container: MedusaContainer,
  round: Round,
  session: AskedSession,
  only: string | undefined,
): Promise<void> {
  const service = paymentNotificationService(container)
  const { runs, budget } = service.reconciliation
  const known = await service.payments.findKnown({ payment_session_id: session.id })
  const reference = referenceOf(session, known?.record.provider_payment_id)
  const account = chooseAccount(service, session.provider_id, reference, known?.record)
  if (!account || (only && account.id !== only)) return
  if (isDown(budget, account.id)) return runs.progress(round.run.id, { failed: 1 })
  const payment = { account, reference, session }
  try {
    const comparison = await retryUntilDown(budget, account.id, () => comparePayment(container, round, payment))
    if (comparison === "unasked") return
    await runs.progress(round.run.id, { checked: 1, differing: comparison === "differs" ? 1 : 0 })
  } catch (error) {
    await runs.progress(round.run.id, { failed: 1 })
    await runs.saveError(round.run.id, `${account.id}: ${describeError(error).message}`)
  }
}

/**
 * The store's own workers apply the findings' facts: subscribers on the store's event bus would hear nothing from this process.
 */
async function waitForRepairs(
  container: MedusaContainer,
  ids: readonly string[],
  seconds: number,
): Promise<ReconciliationFinding[]> {
  const service = paymentNotificationService(container)
  const until = Date.now() + seconds * 1000
  for (;;) {
    if (seconds > 0) await followFindings(container)
    const findings = ids.length ? await service.listReconciliationFindings({ id: ids }) : []
    if (!findings.some(({ state }) => state === "repairing") || Date.now() > until) return findings
    await pause(500)
  }
}
