import type { MedusaContainer } from "@medusajs/framework/types"
import { nextCheckAt, type CheckedPayment } from "../../../services/domain/check-schedule"
import { backoff } from "../../../services/domain/backoff"
import { describeError } from "../../../services/domain/describe-error"
import { ProviderUnavailableError } from "../../../services/domain/errors"
import { CHECK_LEASE_SECONDS } from "../../../services/queue/times"
import { workOff } from "../../../services/queue/work-off"
import type { KnownPayment } from "../../../services/store/payment-repository"
import type { ReconciliationCheck } from "../../../services/store/reconciliation-check-repository"
import { paymentNotificationService } from "../../ground/module"
import { retry, OutOfTime } from "../ask/with-rate-budget"
import { chooseAccount } from "../ask/choose-account"
import { comparePayment, type Round } from "../compare/compare-payment"
import { findAskedSession, referenceOf } from "../ask/sessions"

const BATCH = 20
const REPORTED_BATCH = 500
/** Questions of one account under way at once. */
const AT_ONCE = 4
const DAY_MS = 86_400_000
const RETRY = { initialSeconds: 30, maxSeconds: 3600 }

/** Compares the payments that are due. Accounts do not wait for each other: one provider's outage is its own. */
export async function runChecks(container: MedusaContainer, round: Round): Promise<void> {
  const { checks } = paymentNotificationService(container).reconciliation
  const accounts = await checks.dueAccounts()
  const outcomes = await Promise.allSettled(accounts.map((account) => runAccount(container, round, account)))
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason
}

async function runAccount(container: MedusaContainer, round: Round, account: string): Promise<void> {
  const { checks } = paymentNotificationService(container).reconciliation
  await completeReported(container, account)
  await workOff({
    atOnce: AT_ONCE,
    claim: () => checks.claim(account, BATCH, CHECK_LEASE_SECONDS),
    work: (check) => runCheck(container, round, check),
    release: (left) => checks.releaseClaims(left.map(({ payment_session_id }) => payment_session_id)),
  })
}

/**
 * Completes the checks of payments that webhooks have reported: there is nothing to ask before it is time to look for refunds.
 * They are the majority: among them, the checks that need a question would each wait for the one before.
 */
async function completeReported(container: MedusaContainer, account: string): Promise<void> {
  const service = paymentNotificationService(container)
  const { checks } = service.reconciliation
  for (;;) {
    const reported = await checks.findReported(account, REPORTED_BATCH)
    await checks.complete(
      reported.map(({ payment_session_id: sessionId, started_at: startedAt, state, moved_at: movedAt }) => {
        return { sessionId, next: nextOf(service, account, { startedAt, state, movedAt }) }
      }),
    )
    if (reported.length < REPORTED_BATCH) return
  }
}

/** `false`: the round has no time left for this account. */
async function runCheck(container: MedusaContainer, round: Round, check: ReconciliationCheck): Promise<boolean> {
  const service = paymentNotificationService(container)
  const { checks, runs } = service.reconciliation
  const sessionId = check.payment_session_id
  try {
    const known = await service.payments.findKnown({ payment_session_id: sessionId })
    const payment = await askedPayment(container, check, known)
    if (!payment) {
      await checks.complete([{ sessionId }])
      return true
    }
    const comparison = await retry(round.attempts, () => comparePayment(container, round, payment))
    if (comparison !== "unasked") {
      await runs.progress(round.run.id, { checked: 1, differing: comparison === "differs" ? 1 : 0 })
    }
    const now = await service.payments.findKnown({ payment_session_id: sessionId })
    const stands = now && { state: now.record.state, movedAt: now.record.updated_at }
    await checks.complete([{ sessionId, next: nextOf(service, check.account, { startedAt: check.started_at, ...stands }) }])
    return true
  } catch (error) {
    if (error instanceof OutOfTime) return false
    const { message } = describeError(error)
    const asked = error instanceof ProviderUnavailableError ? (error.retryAfterSeconds ?? 0) : 0
    if (isGivenUp(service, check)) await checks.complete([{ sessionId }])
    else await checks.postpone(sessionId, Math.max(asked, backoff(check.attempts + 1, RETRY)), message)
    await runs.progress(round.run.id, { failed: 1 })
    await runs.saveError(round.run.id, `${check.account}: ${message}`)
    return true
  }
}

/** A payment that nobody answers about is not asked about for ever, whichever span it is in. */
function isGivenUp(service: ReturnType<typeof paymentNotificationService>, { started_at }: ReconciliationCheck): boolean {
  const { giveUpAfterDays, recheckCapturedDays } = service.options.reconciliation
  return service.now().getTime() - started_at.getTime() > (giveUpAfterDays + recheckCapturedDays) * DAY_MS
}

/** Undefined: its session is gone, and nobody can be asked without it. */
async function askedPayment(container: MedusaContainer, check: ReconciliationCheck, known: KnownPayment | undefined) {
  const service = paymentNotificationService(container)
  const session = await findAskedSession(container, check.payment_session_id)
  if (!session) {
    const account = service.accounts.find(check.account)
    const providerPaymentId = known?.record.provider_payment_id ?? check.provider_payment_id
    const reference = { sessionId: check.payment_session_id, ...(providerPaymentId && { providerPaymentId }) }
    return account && service.reconciliation.client.canQuery(account, reference) ? { account, reference } : undefined
  }
  const reference = referenceOf(session, known?.record.provider_payment_id)
  const account = chooseAccount(service, session.provider_id, reference, known?.record)
  return account && { account, reference, session }
}

function nextOf(
  service: ReturnType<typeof paymentNotificationService>,
  accountId: string,
  payment: Omit<CheckedPayment, "listed">,
): Date | undefined {
  const account = service.accounts.find(accountId)
  const listed = account !== undefined && service.reconciliation.client.canList(account)
  return nextCheckAt({ ...payment, listed }, service.now(), service.options.reconciliation)
}
