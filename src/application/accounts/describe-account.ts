import type { PaymentNotificationService } from "../../services"
import type { Account } from "../../services/options"
import { providers } from "../../services/providers/registry"
import type { AccountHealth } from "../../services/store/account-health-repository"
import type { WebhookCount } from "../../services/store/webhook-count-repository"

const DAY_MS = 86_400_000

/** The calls of a day. */
interface Calls {
  readonly accepted: number
  readonly duplicate: number
  /** Forged, malformed, or not answered in time. */
  readonly refused: number
}

/** A configured account as a person may see it: never a secret. */
export interface DescribedAccount {
  readonly id: string
  readonly provider: string
  /** The provider's name in its own spelling. */
  readonly provider_name: string
  readonly mode: "live" | "test" | null
  /** The Medusa payment providers whose sessions it may complete; none: any. */
  readonly payment_providers: readonly string[]
  /** Where the provider calls, below the store's public address. */
  readonly path: string
  /** When the last webhook came; null: none ever did. */
  readonly last_event_at: Date | null
  readonly last_event_type: string | null
  /** From the provider's own time of the event to its arrival; below zero where a clock is wrong. */
  readonly last_event_lag_seconds: number | null
  readonly calls_24h: Calls
  /** How many secrets each option lists; more than one during a rotation. */
  readonly secrets: ReadonlyArray<{ readonly option: string; readonly count: number }>
  /** The event types to enable at the provider; empty where nothing can be chosen, or nobody knows. */
  readonly events: readonly string[]
  /** The page of the provider's own documentation about webhooks. */
  readonly provider_page: string | null
  /** Whether the provider is one of the plugin's, which has a page in its documentation. */
  readonly is_built_in: boolean
  /** Whether a test call can be signed with the account's own secrets. */
  readonly can_test: boolean
}

/** Describes configured accounts, in their order. Throws ReadUnavailableError. */
export async function describeAccounts(
  service: PaymentNotificationService,
  accounts: readonly Account[],
): Promise<DescribedAccount[]> {
  const health = await service.accountHealth.read(accounts.map(({ id }) => id))
  const now = service.now()
  const counts = await service.webhookCounts.sum(new Date(now.getTime() - DAY_MS), now)
  return accounts.map((account) => {
    const provider = service.options.providers.get(account.provider)
    const known: Partial<AccountHealth> = health.find((row) => row.account === account.id) ?? {}
    return {
      id: account.id,
      provider: account.provider,
      provider_name: provider?.about.name ?? account.provider,
      mode: account.mode ?? null,
      payment_providers: account.paymentProviders,
      path: `/webhooks/payments/${account.id}`,
      last_event_at: known.last_event_at ?? null,
      last_event_type: known.last_event_type ?? null,
      last_event_lag_seconds: known.last_event_lag_seconds ?? null,
      calls_24h: callsOf(counts.filter((count) => count.account === account.id)),
      secrets: Object.entries(provider?.secrets?.(account.options) ?? {})
        .filter(([, count]) => count > 0)
        .map(([option, count]) => ({ option, count })),
      events: provider?.setup?.events ?? [],
      provider_page: provider?.setup?.page ?? null,
      is_built_in: providers.has(account.provider),
      can_test: service.canTest(account),
    }
  })
}

/** A probe is the provider's own test; attempts at events are counted in the same table. */
const REFUSED: readonly string[] = ["forged", "malformed", "too_large", "unavailable"]

function callsOf(counts: readonly WebhookCount[]): Calls {
  const sum = (...outcomes: readonly string[]) =>
    counts.filter(({ outcome }) => outcomes.includes(outcome)).reduce((all, { n }) => all + n, 0)
  return { accepted: sum("accepted"), duplicate: sum("duplicate"), refused: sum(...REFUSED) }
}
