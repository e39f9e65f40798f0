import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import { paymentNotificationService } from "../../ground/module"
import { beginRound } from "../compare/compare-payment"
import { followFindings } from "./follow-findings"
import { planChecks } from "./plan-checks"
import { readWindows } from "./read-windows"
import { runChecks } from "./run-checks"
import { watchSilence } from "../watch-silence"

/** The job comes every minute: a round ends before the next one begins. */
const ROUND_MS = 50_000
/**
 * A provider that refuses now and then must not cost a minute each time. One that refuses so often in a row is asked in the next
 * round.
 */
const ATTEMPTS = 3

/**
 * One round of the job. The due checks and the round's progress are in the database: killed at any point, the next round goes on.
 * Only one process of a deployment works on it.
 */
export async function reconcile(container: MedusaContainer): Promise<void> {
  const service = paymentNotificationService(container)
  if (!service.options.reconciliation.enabled) return
  const { runs, budget } = service.reconciliation
  await runs.exclusively(async () => {
    const run = await runs.ofTheHour()
    const spent = budget.spent
    const round = beginRound(run, ROUND_MS, ATTEMPTS)
    let cursor = run.cursor ?? {}
    const saveCursor = (more: typeof cursor) => runs.saveCursor(run.id, (cursor = { ...cursor, ...more }))
    const parts: Array<() => Promise<unknown>> = [
      async () => saveCursor({ plannedUntil: (await planChecks(container, run)).toISOString() }),
      () => runChecks(container, round),
      () => readWindows(container, round, { saveCursor }),
      () => followFindings(container),
      () => watchSilence(container),
    ]
    for (const part of parts) await attempt(container, run.id, part)
    await runs.progress(run.id, { calls: budget.spent - spent })
  })
}

/** A part that fails is tried again in the next round; the others must not wait for it. */
async function attempt(container: MedusaContainer, runId: string, part: () => Promise<unknown>): Promise<void> {
  try {
    await part()
  } catch (error) {
    const { message } = describeError(error)
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`reconciliation: ${message}`)
    await paymentNotificationService(container).reconciliation.runs.saveError(runId, message)
  }
}
