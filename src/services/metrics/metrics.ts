import type { ResolvedOptions } from "../options"
import type { ConsumerRepository } from "../store/consumer-repository"
import type { DeliveryOverviewRepository } from "../store/delivery-overview-repository"
import type { MetricsRepository } from "../store/metrics-repository"
import type { WebhookCountRepository } from "../store/webhook-count-repository"
import { DELIVERY_BOUNDS, expose, type Exposition, type Sample } from "./exposition"
import { report, type Counted, type MetricsReport } from "./report"

const HOUR_MS = 3_600_000
/** Shorter than any sensible scrape interval, long enough that a crowd of scrapers costs as much as one. */
const CACHE_MS = 10_000

interface Cradle {
  readonly metricsRows: MetricsRepository
  readonly webhookCounts: WebhookCountRepository
  readonly deliveryOverview: DeliveryOverviewRepository
  readonly consumerRows: ConsumerRepository
  readonly options: ResolvedOptions
  readonly clock: () => Date
}

/**
 * The figures, for people and for Prometheus, under the same definitions. Everything is read from the database rather than
 * counted in this process: every instance behind any balancer answers the same, and a deployment resets no counter. So all
 * instances may be scraped as one target. As several targets, their series are equal and must not be added up. Counters only
 * grow. Those of calls and events are kept for ever, folded. Those of attempts cover the current day, so that a scrape reads a
 * day's rows at most and retention takes nothing away from them. At midnight UTC they start at 0, which Prometheus takes for a
 * restart.
 */
export class Metrics {
  readonly #cradle: Cradle
  #scraped: { readonly at: number; readonly exposition: Promise<Exposition> } | undefined

  constructor(cradle: Cradle) {
    const { metricsRows, webhookCounts, deliveryOverview, consumerRows, options, clock } = cradle
    this.#cradle = { metricsRows, webhookCounts, deliveryOverview, consumerRows, options, clock }
  }

  /** The figures from `from` on and before `to`, and the backlog now. */
  async report(from: Date, to: Date): Promise<MetricsReport> {
    return report(from, to, await this.#count(from, to), await this.#cradle.metricsRows.backlog())
  }

  /** The figures in Prometheus' text format, at most some seconds old; callers at the same time share one reading. */
  scrape(): Promise<Exposition> {
    const now = this.#cradle.clock().getTime()
    if (this.#scraped && now - this.#scraped.at < CACHE_MS) return this.#scraped.exposition
    const scraped = { at: now, exposition: this.#sample(new Date(now)).then(expose) }
    this.#scraped = scraped
    // A failure goes to the callers that wait for it, and is not cached.
    scraped.exposition.catch(() => (this.#scraped = this.#scraped === scraped ? undefined : this.#scraped))
    return scraped.exposition
  }

  /** One reading after another: a report needs one connection of the few that lists and figures have. */
  async #count(from: Date, to: Date): Promise<Counted> {
    const { metricsRows: rows, webhookCounts } = this.#cradle
    return { calls: await webhookCounts.sum(from, to), ...(await rows.count(from, to)) }
  }

  async #sample(now: Date): Promise<Sample> {
    const { metricsRows: rows, webhookCounts, deliveryOverview, consumerRows, options } = this.#cradle
    const consumerIds = options.consumers.map(({ id }) => id)
    const hourAgo = new Date(now.getTime() - HOUR_MS)
    const backlog = await rows.backlog()
    const { overall, by_destination } = report(hourAgo, now, await this.#count(hourAgo, now), backlog)
    return {
      backlog,
      webhookCounts: await webhookCounts.sum(),
      attempts: await rows.attemptTotals(DELIVERY_BOUNDS),
      attention: await rows.openAttention(),
      lastWebhooks: await rows.lastWebhooks(options.accounts.map(({ id }) => id)),
      ratios: {
        receive: overall.receive_success,
        process: overall.process_success,
        send: overall.send_success,
        delivery: overall.delivery_success_rate,
        callback: overall.callback_success,
      },
      destinations: await deliveryOverview.list(),
      callbacks: by_destination,
      consumerIds,
      consumers: await consumerRows.list(consumerIds),
    }
  }
}
