import { describeErased, ErasedEventError, isErased } from "../domain/erased"
import { ProviderUnavailableError, UnknownAccountError } from "../domain/errors"
import { fromJson } from "../domain/fact-json"
import type { Account } from "../options"
import type { Accounts } from "../options/accounts"
import type { PaymentProvider, ProviderEvent, Reading } from "../providers/provider"
import type { WebhookEvent } from "../store/entities"

export interface ReadDependencies {
  readonly accounts: Pick<Accounts, "findRecorded">
  readonly providers: ReadonlyMap<string, PaymentProvider>
  readonly clock: () => Date
  readonly fetch: typeof fetch
}

/**
 * The facts of a recorded event, after asking the provider where its adapter does so. Throws UnknownAccountError when its account
 * has left the configuration, ProviderUnavailableError when the provider does not answer, ErasedEventError when the event's data
 * was erased.
 */
export async function readEvent(
  { accounts, providers, clock, fetch }: ReadDependencies,
  event: WebhookEvent,
): Promise<{ account: Account; reading: Reading }> {
  if (!event.body && isErased(event.payload)) throw new ErasedEventError(describeErased(event.id, event.payload))
  const account = accounts.findRecorded(event.account, event.provider)
  if (!account)
    throw new UnknownAccountError(`account "${event.account}" is no longer configured; add it back to apply its events`)
  if (event.source === "reconciliation") return { account, reading: { facts: fromJson(event.payload) } }
  const provider = providers.get(event.provider)
  if (!provider) throw new UnknownAccountError(`provider "${event.provider}" is not part of this version of the plugin`)
  const context = { account, options: account.options, now: clock, fetch }
  const received = fromRow(event)
  const reading = provider.normalize((await provider.refetch?.(received, context)) ?? received, context)
  // Where the adapter wants to ask, the webhook's own claim is never applied: if the provider gave no answer, the event is
  // retried.
  if (reading.refetch) throw new ProviderUnavailableError(`${provider.id} could not be asked about event ${event.event_id}`)
  return { account, reading }
}

/** The event as the provider's adapter parsed it on arrival: `receive` keeps its id beside our own. */
const fromRow = ({ event_id: id, type, payload, occurred_at }: WebhookEvent): ProviderEvent => ({
  id,
  type,
  payload,
  ...(occurred_at && { occurredAt: occurred_at }),
})
