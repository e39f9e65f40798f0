import type { WebhookCount } from "../store/webhook-count-repository"
import type { AttemptCounts, Backlog, DeliveryCounts, EventCounts, MessageCounts } from "../store/metrics-repository"
import {
  callbackFigures,
  notifyFigures,
  processFigures,
  receiveFigures,
  type CallbackFigures,
  type NotifyFigures,
  type ProcessFigures,
  type ReceiveFigures,
} from "./figures"

/** The database's counts of a span. */
export interface Counted {
  readonly calls: readonly WebhookCount[]
  readonly events: readonly EventCounts[]
  readonly attempts: readonly AttemptCounts[]
  readonly messages: readonly MessageCounts[]
  readonly deliveries: readonly DeliveryCounts[]
}

type All = ReceiveFigures & ProcessFigures & NotifyFigures

/** Figures of a span, together and along each dimension. Shares are from 0 to 1, and null where nothing happened. */
export interface MetricsReport {
  readonly from: Date
  readonly to: Date
  readonly overall: All & CallbackFigures
  readonly by_account: ReadonlyArray<{ readonly account: string | null } & All>
  readonly by_fact: ReadonlyArray<{ readonly fact: string | null } & ProcessFigures & NotifyFigures>
  readonly by_channel: ReadonlyArray<{ readonly channel: string | null } & NotifyFigures>
  /** The notification provider that messages were handed to; null: to none, or the provider is not known. */
  readonly by_provider: ReadonlyArray<{ readonly provider: string | null } & NotifyFigures>
  readonly by_locale: ReadonlyArray<{ readonly locale: string | null } & NotifyFigures>
  readonly by_destination: ReadonlyArray<{ readonly destination: string } & CallbackFigures>
  /** The state now, whatever the span. */
  readonly backlog: {
    readonly events: QueueBacklog & { readonly quarantined: number }
    readonly notifications: QueueBacklog
    readonly deliveries: QueueBacklog
  }
}

interface QueueBacklog {
  readonly due: number
  /** Due now or later. */
  readonly waiting: number
  /** Seconds since the most overdue one was due; null: none is. */
  readonly oldest_due_seconds: number | null
  readonly dead: number
}

/** Storefronts write any locale into orders: a list of values is cut off here, the rarest first. */
const MOST_VALUES = 100

export function report(from: Date, to: Date, counted: Counted, backlog: readonly Backlog[]): MetricsReport {
  const { calls, events, attempts, messages, deliveries } = counted
  const pick = <T extends Dimensioned>(rows: readonly T[], dimension: string, value: string | null = null) =>
    rows.find((row) => row.dimension === dimension && row.value === value)
  const notify = (dimension: string, value?: string | null) =>
    notifyFigures(pick(attempts, dimension, value), pick(messages, dimension, value))
  const values = (dimension: string, more: ReadonlyArray<string | null> = []): Array<string | null> => {
    const known = [...events, ...messages, ...attempts].filter((row) => row.dimension === dimension).map(({ value }) => value)
    const weight = (value: string | null) => pick(messages, dimension, value)?.planned ?? 0
    const byWeight = (a: string | null, b: string | null) => weight(b) - weight(a) || ((a ?? "") < (b ?? "") ? -1 : 1)
    return [...new Set([...more, ...known])].sort(byWeight).slice(0, MOST_VALUES)
  }
  return {
    from,
    to,
    overall: {
      ...receiveFigures(calls),
      ...processFigures(pick(events, "overall")),
      ...notify("overall"),
      ...callbackFigures(pick(deliveries, "overall")),
    },
    by_account: values(
      "account",
      calls.map(({ account }) => account),
    ).map((account) => ({
      account,
      ...receiveFigures(calls.filter((call) => call.account === account)),
      ...processFigures(pick(events, "account", account)),
      ...notify("account", account),
    })),
    by_fact: values("fact").map((fact) => ({ fact, ...processFigures(pick(events, "fact", fact)), ...notify("fact", fact) })),
    by_channel: values("channel").map((channel) => ({ channel, ...notify("channel", channel) })),
    by_provider: values("provider").map((provider) => ({ provider, ...notify("provider", provider) })),
    by_locale: values("locale").map((locale) => ({ locale, ...notify("locale", locale) })),
    by_destination: deliveries
      .flatMap((row) => (row.dimension === "destination" && row.value !== null ? [{ ...row, value: row.value }] : []))
      .map((row) => ({ destination: row.value, ...callbackFigures(row) }))
      .sort((a, b) => (a.destination < b.destination ? -1 : 1)),
    backlog: backlogOf(backlog),
  }
}

interface Dimensioned {
  readonly dimension: string
  readonly value: string | null
}

function backlogOf(backlog: readonly Backlog[]): MetricsReport["backlog"] {
  const of = (queue: Backlog["queue"]): Backlog =>
    backlog.find((row) => row.queue === queue) ?? { queue, due: 0, waiting: 0, age: null, dead: 0, quarantined: 0 }
  const shown = ({ due, waiting, age, dead }: Backlog): QueueBacklog => ({ due, waiting, oldest_due_seconds: age, dead })
  const events = of("events")
  return {
    events: { ...shown(events), quarantined: events.quarantined },
    notifications: shown(of("notifications")),
    deliveries: shown(of("deliveries")),
  }
}
