import type { PaymentNotificationService } from "../../../services"
import type { Account } from "../../../services/options"
import type { PaymentReference } from "../../../services/providers/provider"

/** Core's provider for payments that nobody processes: there is nobody to ask. */
const NOBODY = "pp_system_default"

/**
 * The account whose provider is asked about a payment of a Medusa payment provider: the one whose adapter can ask, or else one that has the
 * payment provider to itself, or the one that stands for core's route. Undefined: its webhooks are not ours to miss.
 */
export function chooseAccount(
  { accounts, options, reconciliation }: Pick<PaymentNotificationService, "accounts" | "options" | "reconciliation">,
  paymentProviderId: string,
  reference: PaymentReference,
  recorded?: { readonly account: string; readonly provider: string },
): Account | undefined {
  if (paymentProviderId === NOBODY) return undefined
  const named = options.accounts.filter(({ paymentProviders }) => paymentProviders.includes(paymentProviderId))
  const eligible = [...named, ...likely(options.accounts, paymentProviderId)]
  const known = recorded && accounts.findRecorded(recorded.account, recorded.provider)
  const candidates = known ? [known, ...eligible.filter(({ id }) => id !== known.id)] : eligible
  const canAsk = candidates.find((account) => reconciliation.client.canQuery(account, reference))
  if (canAsk) return canAsk
  return named[0] ?? (options.takeOverCoreRoute ? accounts.findTakenOver(paymentProviderId) : undefined)
}

/**
 * Accounts that settle any payment provider's sessions. Of several, one provider's adapter would be asked about another's payment, and know
 * none: those go first, and alone, whose provider is named in the payment provider's id (`pp_stripe_stripe`).
 */
function likely(accounts: readonly Account[], paymentProviderId: string): readonly Account[] {
  const any = accounts.filter(({ paymentProviders }) => !paymentProviders.length)
  const alike = any.filter(({ provider }) => paymentProviderId.includes(provider))
  return alike.length ? alike : any
}
