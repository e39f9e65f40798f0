import type { PaymentNotificationService } from "../../services"
import type { Account } from "../../services/options"
import { dialects } from "../../testing"
import { concern, ok, type Check } from "./check"

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
    checks.push(checkSecrets(account), checkQuery(service, account), await checkEvents(service, account))
    checks.push(...(await checkIgnored(service, account)), ...(await checkElsewhere(service, account)))
  }
  return checks
}

/** The boot has checked that there are secrets and that they can be read, but not whether they are the provider's own. */
function checkSecrets(account: Account): Check {
  const check = `account ${account.id}: secrets`
  const example = (dialects as Readonly<Record<string, { example(urls: object): { options: unknown } } | undefined>>)[
    account.provider
  ]?.example({ webhookUrl: "https://shop.example/webhook", apiUrl: "https://shop.example/api" })
  const madeUp = new Set(texts(example?.options))
  return texts(account.options).some((text) => text.length >= 8 && madeUp.has(text))
    ? concern(check, "are those of the testing kit, which everybody knows; put the provider's there")
    : ok(check, "are there and can be read")
}

/** Every text among options, however deep; URLs are no secrets. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return /^https?:/.test(value) ? [] : [value]
  if (typeof value !== "object" || value === null) return []
  return Object.values(value).flatMap(texts)
}

function checkQuery({ options, reconciliation: { client } }: PaymentNotificationService, account: Account): Check {
  const check = `account ${account.id}: asking the provider`
  if (client.canList(account)) return ok(check, "payments can be asked about, and all that moved be listed")
  if (client.canQuery(account)) return ok(check, "payments can be asked about one by one")
  if (options.providers.get(account.provider)?.query) {
    return concern(check, "the account lacks the credentials for it; see its page in the documentation for the options")
  }
  return ok(check, "only through Medusa's payment provider, which reports states and no sums")
}

async function checkEvents({ status, options }: PaymentNotificationService, account: Account): Promise<Check> {
  const check = `account ${account.id}: events`
  const [last] = await status.lastWebhooks(account.id, 1)
  if (!last) return concern(check, `no webhook ever came; point the provider at /webhooks/payments/${account.id}`)
  const seen = await status.factsSeen(account.id)
  const missing = (options.providers.get(account.provider)?.about.reports ?? []).filter((fact) => !seen.includes(fact))
  const came = `last webhook ${last.received_at.toISOString()}, which reported ${seen.join(", ") || "nothing that is read"} so far`
  if (!seen.includes("payment.captured"))
    return concern(check, `${came}; no capture among them: enable its event at the provider`)
  return ok(check, missing.length ? `${came}; not seen yet, enabled at the provider? ${missing.join(", ")}` : came)
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
