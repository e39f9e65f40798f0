import type { PaymentNotificationService } from "../../services"
import type { Account } from "../../services/options"
import { checkQuery, checkSecrets, judgeEvents } from "../../application/accounts/account-checks"
import { concern, ok, type Check } from "../../application/ground/check"

/** Secrets, the way to ask the provider, and which events have come: one account after the other. */
export async function checkAccounts(service: PaymentNotificationService): Promise<Check[]> {
  const { accounts, takeOverCoreRoute } = service.options
  if (!accounts.length) {
    return [
      takeOverCoreRoute
        ? ok("accounts", "none is configured; webhooks come in on Medusa's own route, verified by its payment providers")
        : concern("accounts", "none is configured and Medusa's route is not taken over: no webhook is accepted; add accounts"),
    ]
  }
  const checks: Check[] = []
  for (const account of accounts) {
    checks.push(await checkSecrets(account), checkQuery(service, account), await checkEvents(service, account))
    checks.push(...(await checkIgnored(service, account)), ...(await checkElsewhere(service, account)))
  }
  return checks
}

async function checkEvents(service: PaymentNotificationService, account: Account): Promise<Check> {
  const [last] = await service.status.lastWebhooks(account.id, 1)
  const facts = last ? await service.status.factsSeen(account.id) : []
  return judgeEvents(service, account, { lastAt: last?.received_at, facts, among: "so far" })
}

/** Another system on the same provider account, an agent that sells there, or a store whose sessions do not reach the provider. */
async function checkElsewhere({ status }: PaymentNotificationService, { id }: Account): Promise<Check[]> {
  const count = await status.paidElsewhere(id)
  if (!count) return []
  const says = `${count} payments of the last 30 days belong to no session of this store; does another system use the account?`
  return [concern(`account ${id}: paid elsewhere`, says)]
}

const REASONS_SHOWN = 3

/** Many events are ignored rightly. But this also shows where all refunds are ignored because a key is missing. */
async function checkIgnored({ status }: PaymentNotificationService, { id }: Account): Promise<Check[]> {
  const ignored = await status.ignoredFor(id, REASONS_SHOWN)
  if (!ignored.length) return []
  const reasons = ignored.map(({ type, detail, count }) => `${count} ${type} (${detail})`)
  return [ok(`account ${id}: ignored`, `in the last 30 days reported nothing: ${reasons.join("; ")}`)]
}
