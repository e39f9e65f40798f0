import { generateEntityId } from "@medusajs/framework/utils"
import type { Account } from "../options"
import type {
  IntakeOutcome,
  MedusaWebhookReader,
  PaymentProvider,
  ProviderContext,
  ProviderEvent,
  WebhookReply,
  WebhookRequest,
} from "../providers/provider"
import type { NewWebhookEvent } from "../store/webhook-event-repository"
import type { WebhookRecorder } from "./recorder"

/** Headers worth keeping with every event; rooms add their own. Never a signature, a cookie or a credential. */
const KEPT_HEADERS = ["content-type", "user-agent", "x-request-id"]

export interface Received {
  readonly reply: WebhookReply
  readonly outcome: IntakeOutcome
}

export interface IntakeDependencies {
  readonly recorder: Pick<WebhookRecorder, "record">
  readonly now: () => Date
}

/**
 * The way in, as a sentence: verify the bytes, parse them, record every event, acknowledge in the provider's dialect.
 * Throws what `verify` and `parse` throw, and ProviderUnavailableError when the events could not be committed.
 */
export async function receive(
  { recorder, now }: IntakeDependencies,
  account: Account,
  provider: PaymentProvider,
  request: WebhookRequest,
  readMedusaWebhook?: MedusaWebhookReader,
): Promise<Received> {
  const context: ProviderContext<unknown> = { account, options: account.options, now, readMedusaWebhook }
  await provider.verify(request, context)
  const events = provider.parse(request, context)
  const recorded = await Promise.all(events.map((event) => recorder.record(toRow(account, provider, request, event))))
  const outcome = { recorded: recorded.filter(Boolean).length, duplicates: recorded.filter((isNew) => !isNew).length }
  return { reply: provider.acknowledge?.(outcome) ?? { status: 200 }, outcome }
}

function toRow(account: Account, provider: PaymentProvider, request: WebhookRequest, event: ProviderEvent): NewWebhookEvent {
  return {
    id: generateEntityId(undefined, "pwhe"),
    account: account.id,
    provider: provider.id,
    event_id: event.id,
    type: event.type,
    body: request.rawBody,
    headers: keepHeaders(request.headers, provider.keepHeaders ?? []),
    payload: event.payload,
    occurred_at: event.occurredAt ?? null,
    received_at: request.receivedAt,
  }
}

const keepHeaders = (headers: WebhookRequest["headers"], own: readonly string[]): Record<string, string> =>
  Object.fromEntries([...KEPT_HEADERS, ...own].flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])))
