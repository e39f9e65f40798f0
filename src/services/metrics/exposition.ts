import type * as Prometheus from "prom-client"
import { isCallOutcome, reasonIgnored } from "../domain/webhook-outcomes"
import type { AttemptTotal, Backlog } from "../store/metrics-repository"
import { requirePackage } from "../packages/require-package"
import type { WebhookCount } from "../store/webhook-count-repository"
import { exposeConsumers, type ConsumerSample } from "./consumer-gauges"
import { exposeDestinations, type DestinationSample } from "./destination-gauges"
import { histogram } from "./histogram"

/** Upper bounds of the delivery histogram, in seconds. */
export const DELIVERY_BOUNDS = [1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600]

/** The numbers of one scrape, all read from the database. */
export interface Sample extends DestinationSample, ConsumerSample {
  readonly webhookCounts: readonly WebhookCount[]
  readonly attempts: readonly AttemptTotal[]
  readonly backlog: readonly Backlog[]
  readonly attention: ReadonlyArray<{ readonly kind: string; readonly n: number }>
  readonly lastWebhooks: ReadonlyArray<{ readonly account: string; readonly at: Date }>
  /** Shares over the last hour; null where nothing happened. */
  readonly ratios: Readonly<Record<"receive" | "process" | "send" | "delivery" | "callback", number | null>>
}

/** The body of a scrape, and its media type. */
export interface Exposition {
  readonly contentType: string
  readonly text: string
}

const PREFIX = "payment_notifications"

/**
 * The sample as Prometheus reads it. Labels are accounts, channels, destinations, consumers, outcomes, reasons and kinds, all of which
 * a store's configuration bounds: never an order, an address, a locale or an event's type.
 */
export function expose(sample: Sample): Promise<Exposition> {
  const { Counter, Gauge, Registry } = requirePackage<typeof Prometheus>("prom-client", "option metrics.token")
  const registers = [new Registry()]
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `${PREFIX}_${name}`, help, labelNames, registers })
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `${PREFIX}_${name}`, help, labelNames, registers })

  const webhooks = counter("webhooks_total", "Webhook calls by what became of them.", ["account", "outcome"])
  const events = counter("events_total", "Attempts at webhook events by what became of them.", ["account", "outcome"])
  const ignored = counter("ignored_events_total", "Attempts that ended as ignored, by reason.", ["account", "reason"])
  for (const { account, outcome, n } of sample.webhookCounts) {
    const reason = reasonIgnored(outcome)
    if (reason !== undefined) ignored.inc({ account, reason }, n)
    else if (isCallOutcome(outcome)) webhooks.inc({ account, outcome }, n)
    else events.inc({ account, outcome }, n)
  }
  const attempts = counter("notifications_total", "Attempts to hand a message over since midnight UTC, by channel and outcome.", [
    "channel",
    "outcome",
  ])
  for (const { channel, outcome, n } of sample.attempts) attempts.inc({ channel, outcome }, n)
  const help = "From a fact's move to the hand-over of its message, since midnight UTC."
  registers[0]!.registerMetric(histogram(`${PREFIX}_delivery_seconds`, help, DELIVERY_BOUNDS, sample.attempts))

  const due = gauge("backlog", "Rows that are due now.", ["queue"])
  const age = gauge("backlog_age_seconds", "Time since the most overdue row was due; 0 when none is.", ["queue"])
  const dead = gauge("dead", "Rows that were given up and wait for a person.", ["queue"])
  for (const row of sample.backlog) {
    due.set({ queue: row.queue }, row.due)
    age.set({ queue: row.queue }, row.age ?? 0)
    dead.set({ queue: row.queue }, row.dead)
  }
  gauge("quarantined_events", "Webhook events that are quarantined for review.").set(
    sample.backlog.reduce((sum, row) => sum + row.quarantined, 0),
  )
  const attention = gauge("attention_open", "Attention items that wait for a decision.", ["kind"])
  for (const { kind, n } of sample.attention) attention.set({ kind }, n)
  const last = gauge("last_webhook_timestamp_seconds", "When an account last sent a webhook.", ["account"])
  for (const { account, at } of sample.lastWebhooks) last.set({ account }, at.getTime() / 1000)
  const ratio = gauge("success_ratio", "Share that went well over the last hour; absent when nothing happened.", ["figure"])
  for (const [figure, value] of Object.entries(sample.ratios)) if (value !== null) ratio.set({ figure }, value)
  exposeDestinations(gauge, sample)
  exposeConsumers({ gauge, counter }, sample)
  const [registry] = registers as [InstanceType<typeof Registry>]
  return registry.metrics().then((text) => ({ contentType: registry.contentType, text }))
}
