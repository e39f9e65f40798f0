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
import { rowId } from "../store/row-id"
import type { WebhookRecorder } from "./recorder"

/** Headers worth keeping with every event; providers add their own. Never a signature, a cookie or a credential. */
const KEPT_HEADERS = ["content-type", "user-agent", "x-request-id"]

export interface Received {
  readonly reply: WebhookReply
  readonly outcome: IntakeOutcome
  /** New events that a worker has to process. */
  readonly due: number
  /** The rows of new events. */
  readonly ids: readonly string[]
}

export interface IntakeDependencies {
  readonly recorder: Pick<WebhookRecorder, "record">
  readonly now: () => Date
  readonly fetch: typeof fetch
  /** Who calls: a person's own test counts as no webhook of the provider's. Default: `webhook`. */
  readonly source?: "webhook" | "test"
}

/**
 * The intake: verify the bytes, parse them, record every event, acknowledge in the provider's dialect. Throws the errors of
 * `verify` and `parse`, and ProviderUnavailableError when the events could not be committed.
 */
export async function receive(
  { recorder, now, fetch, source = "webhook" }: IntakeDependencies,
  account: Account,
  provider: PaymentProvider,
  request: WebhookRequest,
  readMedusaWebhook?: MedusaWebhookReader,
): Promise<Received> {
  const context: ProviderContext<unknown> = { account, options: account.options, now, fetch, readMedusaWebhook }
  await provider.verify(request, context)
  const events = provider.parse(request, context)
  const rows = events.map((event) => ({
    ...toRow(account, provider, request, event),
    source,
    ...triage(provider, event, context),
  }))
  const recorded = await Promise.all(rows.map((row) => recorder.record(row)))
  const fresh = rows.filter((_row, index) => recorded[index])
  const outcome = { recorded: fresh.length, duplicates: rows.length - fresh.length }
  const due = fresh.filter(({ state }) => state === "received").length
  return { reply: provider.acknowledge?.(outcome, request) ?? { status: 200 }, outcome, due, ids: fresh.map(({ id }) => id) }
}

type Triage = Pick<NewWebhookEvent, "state" | "reason" | "last_error">

/**
 * Providers send far more than anybody asked for: an event that reports nothing about a payment is recorded as ignored and costs
 * no worker.
 */
function triage(provider: PaymentProvider, event: ProviderEvent, context: ProviderContext<unknown>): Triage {
  try {
    const { facts, ignored, refetch, unclear } = provider.normalize(event, context)
    if (!facts.length && !refetch && !unclear) return { state: "ignored", reason: "no_fact", last_error: ignored ?? null }
  } catch {
    // A reading that fails is our fault: the event is recorded and retried, where a person can see it, rather than refused.
  }
  return { state: "received", reason: null, last_error: null }
}

function toRow(
  account: Account,
  provider: PaymentProvider,
  request: WebhookRequest,
  event: ProviderEvent,
): Omit<NewWebhookEvent, keyof Triage | "source"> {
  return {
    id: rowId("pwhe"),
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
