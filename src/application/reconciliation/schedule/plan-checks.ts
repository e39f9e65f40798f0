import type { MedusaContainer } from "@medusajs/framework/types"
import type { ReconciliationRun } from "../../../services/store/entities"
import type { NewCheck } from "../../../services/store/reconciliation-check-repository"
import { paymentNotificationService } from "../../ground/module"
import { chooseAccount } from "../ask/choose-account"
import { listSessions, referenceOf, type AskedSession } from "../ask/sessions"

const PAGE = 500

/** A session may be committed later than it says that it was created. */
const OVERLAP_MS = 10 * 60_000

/**
 * On the first run. Payments that began before the plugin was there are compared by a person's command, not behind their back.
 */
const FIRST_SPAN_MS = 60 * 60_000

/** Plans the first comparison of every payment session that began since the last time. Planning twice adds nothing. */
export async function planChecks(container: MedusaContainer, run: ReconciliationRun): Promise<Date> {
  const service = paymentNotificationService(container)
  const until = service.now()
  const planned = run.cursor?.plannedUntil
  const since = new Date(planned ? Date.parse(planned) - OVERLAP_MS : until.getTime() - FIRST_SPAN_MS)
  const [firstAge = 0] = service.options.reconciliation.scheduleMinutes
  for (let skip = 0; ; skip += PAGE) {
    const sessions = await listSessions(container, { since, until }, { take: PAGE, skip })
    await service.reconciliation.checks.plan(
      sessions.flatMap((session) => {
        const check = checkOf(service, session, firstAge)
        return check ? [check] : []
      }),
    )
    if (sessions.length < PAGE) return until
  }
}

function checkOf(
  service: ReturnType<typeof paymentNotificationService>,
  session: AskedSession,
  firstAge: number,
): NewCheck | undefined {
  const reference = referenceOf(session)
  const account = chooseAccount(service, session.provider_id, reference)
  if (!account) return undefined
  const started = new Date(session.created_at)
  return {
    payment_session_id: session.id,
    account: account.id,
    provider_payment_id: reference.providerPaymentId ?? null,
    started_at: started,
    due_at: new Date(started.getTime() + firstAge * 60_000),
  }
}
