import { z } from "@medusajs/framework/zod"
import { InvalidOptionsError } from "../domain/errors"
import { account, type Account } from "./account"
import { adminOptions } from "./admin"
import { consumerOptions, resolveConsumers, type ResolvedConsumer } from "./consumers"
import { deliveryOptions } from "./deliveries"
import { disputeOptions } from "./disputes"
import { invalid } from "./invalid"
import { riskOptions } from "./risk"
import { afterPayment } from "./after-payment"
import { doublePayments } from "./double-payments"
import { erasureOptions } from "./erasure"
import { metricsOptions } from "./metrics"
import { notificationOptions } from "./notifications"
import { readOldNames } from "./old-names"
import { liveOptions } from "./live"
import { orders } from "./orders"
import { requirePackage } from "../packages/require-package"
import { orphans } from "./orphans"
import { refuseOverlaps } from "./refuse-overlaps"
import { resolveDeliveries, type ResolvedDeliveries } from "./resolve-deliveries"
import { reconciliationOptions } from "./reconciliation"
import { retentionOptions } from "./retention"
import type { PaymentProvider } from "../providers/provider"
import { isProvider, providersWith } from "../providers/registry"

export type { Account } from "./account"

const provider = z.custom<PaymentProvider>(isProvider, "must be a provider, as defineProvider returns it")

const optionsSchema = z.strictObject({
  /** One entry per set of provider credentials. */
  accounts: z.array(account).default([]),
  /** Providers of the store's own, beside the ones that come with the plugin. */
  providers: z.array(provider).default([]),
  /** Also answer core's `POST /hooks/payment/:provider`, for every installed payment provider. */
  takeOverCoreRoute: z.boolean().default(true),
  processing: z
    .strictObject({
      /** Webhook events worked on at once by one process. */
      concurrency: z.number().int().min(1).max(64).default(4),
      /** Seconds after which another process may take over an event whose worker died; a living one renews its lease. */
      leaseSeconds: z.number().int().min(5).max(3600).default(30),
      /** First retry delay in seconds; doubled each time, with jitter. */
      retryInitialSeconds: z.number().positive().max(3600).default(2),
      /** Longest retry delay in seconds. */
      retryMaxSeconds: z.number().positive().max(86_400).default(900),
      /** Seconds of retries after which an event is `dead` and waits for a person. */
      giveUpAfterSeconds: z
        .number()
        .positive()
        .default(3 * 86_400),
    })
    .prefault({}),
  notifications: notificationOptions,
  orders,
  /** How payments are compared with their provider's reports. */
  reconciliation: reconciliationOptions,
  disputes: disputeOptions,
  /** Queues that payment news of other systems come in from, beside webhooks. */
  consumers: consumerOptions,
  /** Third parties that are sent facts. */
  deliveries: deliveryOptions,
  risk: riskOptions,
  /** After-payment work that follows a transition: steps of the plugin, all off by default, beside the store's own workflow hooks. */
  afterPayment,
  orphans,
  doublePayments,
  metrics: metricsOptions,
  /** Streams of payment statuses to storefronts. */
  live: liveOptions,
  admin: adminOptions,
  /** How long finished rows are kept. */
  retention: retentionOptions,
  /** When a person's data is erased without a command. */
  erasure: erasureOptions,
  /** Most database connections this plugin opens per process, beside Medusa's own pool. Default: `processing.concurrency` + 8. */
  databasePoolSize: z.number().int().min(9).max(200).optional(),
  /** Most connections for lists and figures, beside `databasePoolSize`: however slow these are, webhooks never wait for them. */
  databaseReadPoolSize: z.number().int().min(1).max(50).default(3),
  /** Seconds after which a list or a figure is given up and answered 503. */
  databaseReadTimeoutSeconds: z.number().int().min(1).max(300).default(15),
})

/**
 * Every payment in progress holds a connection for its lock, and asks for a second one meanwhile. Others hold one each for as
 * long: three after-payment workflows that lock an order, reconciliation, an admin's refund. Recording, claiming and heartbeats
 * must find one all the same.
 */
const SPARE_CONNECTIONS = 8

/** The plugin's `options` as a store writes them in `medusa-config`. */
export type PaymentNotificationOptions = z.input<typeof optionsSchema>

/** The options with every default filled in. */
export type ResolvedOptions = Omit<
  z.output<typeof optionsSchema>,
  "accounts" | "providers" | "consumers" | "deliveries" | "databasePoolSize"
> & {
  readonly consumers: readonly ResolvedConsumer[]
  readonly deliveries: ResolvedDeliveries
  readonly databasePoolSize: number
  readonly accounts: readonly Account[]
  /** Every provider that an account may name, by id. */
  readonly providers: ReadonlyMap<string, PaymentProvider>
}

/**
 * Parses the options once, at boot. Throws InvalidOptionsError, which names the option and says how to mend it. `warn` receives a
 * sentence for each old name.
 */
export function parseOptions(input: unknown, warn: (message: string) => void = () => {}): ResolvedOptions {
  const parsed = optionsSchema.safeParse(readOldNames(withoutInjected(input), warn))
  if (!parsed.success) throw invalid(parsed.error.issues, "")
  const { processing } = parsed.data
  const { databasePoolSize = processing.concurrency + SPARE_CONNECTIONS } = parsed.data
  if (databasePoolSize < processing.concurrency + SPARE_CONNECTIONS) {
    throw new InvalidOptionsError(
      `medusa-payment-notifications: option databasePoolSize: ${databasePoolSize} is too small for processing.concurrency ` +
        `${processing.concurrency}; set it to ${processing.concurrency + SPARE_CONNECTIONS} or more`,
    )
  }
  if (parsed.data.metrics.token !== undefined) {
    requirePackage("prom-client", "medusa-payment-notifications: option metrics.token")
  }
  const providers = providersWith(parsed.data.providers)
  const ids = new Set<string>()
  const accounts = parsed.data.accounts.map((entry, index): Account => {
    const path = `accounts[${index}]`
    if (ids.has(entry.id)) {
      throw new InvalidOptionsError(
        `medusa-payment-notifications: option ${path}.id: "${entry.id}" is used twice; give each account its own id`,
      )
    }
    ids.add(entry.id)
    const provider = providers.get(entry.provider)
    if (!provider) {
      throw new InvalidOptionsError(
        `medusa-payment-notifications: option ${path}.provider: "${entry.provider}" is not a known provider; use one of ${[...providers.keys()].join(", ")}`,
      )
    }
    const options = provider.options.safeParse(entry.options ?? {})
    if (!options.success) throw invalid(options.error.issues, `${path}.options`)
    for (const name of provider.packages ?? []) {
      requirePackage(name, `medusa-payment-notifications: option ${path}.provider: "${provider.id}"`)
    }
    return { ...entry, options: options.data }
  })
  refuseOverlaps(accounts)
  const { providers: _own, ...rest } = parsed.data
  const consumers = resolveConsumers(parsed.data.consumers, accounts)
  const deliveries = resolveDeliveries(parsed.data.deliveries, accounts)
  return { ...rest, consumers, deliveries, databasePoolSize, accounts, providers }
}

/** Medusa adds the shared `database` settings to every module's options; the store does not write them here. */
function withoutInjected(input: unknown): unknown {
  if (typeof input !== "object" || input === null) return input ?? {}
  const { database: _database, ...own } = input as Record<string, unknown>
  return own
}
