import { z } from "@medusajs/framework/zod"
import { InvalidOptionsError } from "../domain/errors"
import { disputeOptions } from "./disputes"
import { riskOptions } from "./risk"
import { afterPayment } from "./after-payment"
import { doublePayments } from "./double-payments"
import { metricsOptions } from "./metrics"
import { notificationOptions } from "./notifications"
import { readOldNames } from "./old-names"
import { orders } from "./orders"
import { orphans } from "./orphans"
import { reconciliationOptions } from "./reconciliation"
import { retentionOptions } from "./retention"
import type { PaymentProvider } from "../providers/provider"
import { isProvider, providersWith } from "../providers/registry"

/** Letters, digits, "-", "_" and ".": an account id is a URL segment, a dedupe scope and a log field. */
const accountId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'must be 1 to 64 letters, digits, ".", "-" or "_", and start with a letter or digit',
  )

const account = z.strictObject({
  /** Route segment (`/webhooks/payments/<id>`) and scope of event ids. Never rename one that has received events. */
  id: accountId,
  /** The provider that verifies and reads this account's webhooks (`stripe`, `hmac` …). */
  provider: z.string(),
  /** The Medusa payment providers (`pp_…`) whose sessions this account may complete. Empty: any. */
  paymentProviders: z.array(z.string().regex(/^pp_/, 'must start with "pp_"')).default([]),
  /** Refuse to complete payments with events of the other mode. Unset: the mode is not compared. */
  mode: z.enum(["live", "test"]).optional(),
  /** Largest accepted body in bytes; beyond it the answer is 413. */
  maxBodyBytes: z
    .number()
    .int()
    .min(1)
    .max(64 * 1024 * 1024)
    .default(1024 * 1024),
  /** The provider's own options: secrets, keys, tolerances. */
  options: z.unknown().optional(),
})

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
  risk: riskOptions,
  /** After-payment work that follows a transition: steps of the plugin, all off by default, beside the store's own workflow hooks. */
  afterPayment,
  orphans,
  doublePayments,
  metrics: metricsOptions,
  /** How long finished rows are kept. */
  retention: retentionOptions,
  /** Most database connections this plugin opens per process, beside Medusa's own pool. Default: `processing.concurrency` + 8. */
  databasePoolSize: z.number().int().min(9).max(200).optional(),
})

/**
 * Every payment in progress holds a connection for its lock, and asks for a second one meanwhile. Others hold one each for as
 * long: three after-payment workflows that lock an order, reconciliation, an admin's refund. Recording, claiming and heartbeats
 * must find one all the same.
 */
const SPARE_CONNECTIONS = 8

/** The plugin's `options` as a store writes them in `medusa-config`. */
export type PaymentNotificationOptions = z.input<typeof optionsSchema>

/** One configured set of credentials, its provider's options parsed. */
export type Account = Omit<z.output<typeof account>, "options"> & { readonly options: unknown }

/** The options with every default filled in. */
export type ResolvedOptions = Omit<z.output<typeof optionsSchema>, "accounts" | "providers" | "databasePoolSize"> & {
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
    return { ...entry, options: options.data }
  })
  const { providers: _own, ...rest } = parsed.data
  return { ...rest, databasePoolSize, accounts, providers }
}

/** Medusa adds the shared `database` settings to every module's options; the store does not write them here. */
function withoutInjected(input: unknown): unknown {
  if (typeof input !== "object" || input === null) return input ?? {}
  const { database: _database, ...own } = input as Record<string, unknown>
  return own
}

type Issues = ReadonlyArray<{ readonly path: PropertyKey[]; readonly message: string }>

/**
 * Every wrong option in one message, so that mending a config takes one boot and not five. Values are not repeated: they may be
 * secrets.
 */
function invalid(issues: Issues, prefix: string): InvalidOptionsError {
  const lines = issues.map(({ path, message }) => `option ${joinPath(prefix, path) || "(root)"}: ${message}`)
  return new InvalidOptionsError(`medusa-payment-notifications: ${lines.join("; ")}`)
}

const joinPath = (prefix: string, path: PropertyKey[]): string =>
  path.reduce<string>(
    (joined, key) => (typeof key === "number" ? `${joined}[${key}]` : joined ? `${joined}.${String(key)}` : String(key)),
    prefix,
  )
