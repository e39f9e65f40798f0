import type { PaymentNotificationService } from "../../services"
import type { Account } from "../../services/options"
import type { PaymentReference } from "../../services/providers/provider"

/** Core's provider for payments that nobody processes: there is nobody to ask. */
const NOBODY = "pp_system_default"

/**
 * The account whose provider is asked about a payment of a Medusa payment provider: the one whose room can ask, or else one that has the
 * payment provider to itself, or the one that stands for core's route. Undefined: its webhooks are not ours to miss.
 */
export function chooseAccount(
  { accounts, options, reconciliation }: Pick<PaymentNotificationService, "accounts" | "options" | "reconciliation">,
  paymentProviderId: string,
  reference: PaymentReference,
  recorded?: { readonly account: string; readonly provider: string },
): Account | undefined {
  if (paymentProviderId === NOBODY) return undefined
  const settles = options.accounts.filter(
    ({ paymentProviders }) => !paymentProviders.length || paymentProviders.includes(paymentProviderId),
  )
  const known = recorded && accounts.findRecorded(recorded.account, recorded.provider)
  const candidates = known ? [known, ...settles.filter(({ id }) => id !== known.id)] : settles
  const canAsk = candidates.find((account) => reconciliation.client.canQuery(account, reference))
  if (canAsk) return canAsk
  const named = candidates.find(({ paymentProviders }) => paymentProviders.includes(paymentProviderId))
  return named ?? (options.takeOverCoreRoute ? accounts.findTakenOver(paymentProviderId) : undefined)
}
