import type { PaymentNotificationService } from "../../../services"
import { namesPaymentProvider } from "../../../services/domain/payment-provider-pattern"
import type { Account } from "../../../services/options"
import { NOBODY } from "../../ground/payment-providers"
import type { PaymentReference } from "../../../services/providers/provider"

/**
 * The account whose provider is asked about a payment of a Medusa payment provider. It is the one whose adapter can ask, or else
 * one that names the payment provider, or the one that takes over core's route. Undefined: we are not responsible for its
 * webhooks.
 */
export function chooseAccount(
  { accounts, options, reconciliation }: Pick<PaymentNotificationService, "accounts" | "options" | "reconciliation">,
  paymentProviderId: string,
  reference: PaymentReference,
  recorded?: { readonly account: string; readonly provider: string },
): Account | undefined {
  if (paymentProviderId === NOBODY) return undefined
  const named = options.accounts.filter(({ paymentProviders }) => namesPaymentProvider(paymentProviders, paymentProviderId))
  const eligible = [...named, ...likely(options.accounts, paymentProviderId)]
  const known = recorded && accounts.findRecorded(recorded.account, recorded.provider)
  const candidates = known ? [known, ...eligible.filter(({ id }) => id !== known.id)] : eligible
  const canAsk = candidates.find((account) => reconciliation.client.canQuery(account, reference))
  if (canAsk) return canAsk
  return named[0] ?? (options.takeOverCoreRoute ? accounts.findTakenOver(paymentProviderId) : undefined)
}

/**
 * Accounts that serve any payment provider's sessions. Of several, an adapter could be asked about another provider's payment,
 * which it does not know. So accounts whose provider is named in the payment provider's id (`pp_stripe_stripe`) go alone where
 * there are any.
 */
function likely(accounts: readonly Account[], paymentProviderId: string): readonly Account[] {
  const any = accounts.filter(({ paymentProviders }) => !paymentProviders.length)
  const alike = any.filter(({ provider }) => paymentProviderId.includes(provider))
  return alike.length ? alike : any
}
