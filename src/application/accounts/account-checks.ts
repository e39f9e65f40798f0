import type { PaymentNotificationService } from "../../services"
import type { Account } from "../../services/options"
import { concern, ok, type Check } from "../ground/check"

/** The boot has checked that there are secrets and that they can be read, but not whether they are the provider's own. */
export async function checkSecrets(account: Account): Promise<Check> {
  const check = `account ${account.id}: secrets`
  // The kit is for tests: a store loads it only here.
  const { dialects } = await import("../../testing/index.js")
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

/** Whether reconciliation can ask the provider. */
export function checkQuery(
  { options, reconciliation: { client } }: Pick<PaymentNotificationService, "options" | "reconciliation">,
  account: Account,
): Check {
  const check = `account ${account.id}: asking the provider`
  if (client.canList(account)) return ok(check, "payments can be asked about, and all that moved be listed")
  if (client.canQuery(account)) return ok(check, "payments can be asked about one by one")
  if (options.providers.get(account.provider)?.query) {
    return concern(check, "the account lacks the credentials for it; see its page in the documentation for the options")
  }
  return ok(check, "only through Medusa's payment provider, which reports states and no sums")
}

interface Seen {
  /** When the last webhook came; undefined: none ever did. */
  readonly lastAt: Date | undefined
  readonly facts: readonly string[]
  /** Which webhooks were looked at: `so far`. */
  readonly among: string
}

/** Whether events come, and which of those that the provider can report have not. */
export function judgeEvents(
  { options }: Pick<PaymentNotificationService, "options">,
  account: Pick<Account, "id" | "provider">,
  { lastAt, facts, among }: Seen,
): Check {
  const check = `account ${account.id}: events`
  if (!lastAt) return concern(check, `no webhook ever came; point the provider at /webhooks/payments/${account.id}`)
  const missing = (options.providers.get(account.provider)?.about.reports ?? []).filter((fact) => !facts.includes(fact))
  const came = `last webhook ${lastAt.toISOString()}, which reported ${facts.join(", ") || "nothing that is read"} ${among}`
  if (!facts.includes("payment.captured"))
    return concern(check, `${came}; no capture among them: enable its event at the provider`)
  return ok(check, missing.length ? `${came}; not seen yet, enabled at the provider? ${missing.join(", ")}` : came)
}
