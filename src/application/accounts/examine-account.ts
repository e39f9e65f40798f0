import type { PaymentNotificationService } from "../../services"
import type { Account } from "../../services/options"
import { NEWEST_EVENTS } from "../../services/store/account-health-repository"
import type { Check } from "../ground/check"
import { checkQuery, checkSecrets, judgeEvents } from "./account-checks"

/**
 * The doctor's findings about one account, of its newest webhooks: the command looks at all that ever came, which takes a while.
 * Throws ReadUnavailableError.
 */
export async function examineAccount(service: PaymentNotificationService, account: Account): Promise<Check[]> {
  const [health] = await service.accountHealth.read([account.id])
  const among = `among the newest ${NEWEST_EVENTS}`
  return [
    await checkSecrets(account),
    checkQuery(service, account),
    judgeEvents(service, account, { lastAt: health?.last_event_at, facts: health?.facts ?? [], among }),
  ]
}
