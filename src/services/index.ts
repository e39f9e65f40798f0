import type { Cradle } from "./cradle"
import type { Asked } from "./domain/asked-sums"
import { UnknownAccountError } from "./domain/errors"
import { readEvent } from "./intake/read-event"
import { receive, type Received } from "./intake/receive"
import { recordFacts, type ReconciledFacts } from "./intake/record-facts"
import { joinerConfig } from "./store/graph/joiner-config"
import type { Account } from "./options"
import type { MedusaWebhookReader, PaymentProvider, Reading, WebhookReply, WebhookRequest } from "./providers/provider"
import { redact } from "./providers/kit/redact"
import type { WebhookEvent } from "./store/entities"
import { ServiceParts } from "./parts"

/** The parts of reconciliation: its rows, its provider client and its rate budget. */
export type Reconciliation = Readonly<{
  runs: Cradle["reconciliationRuns"]
  checks: Cradle["reconciliationChecks"]
  findings: Cradle["reconciliationFindings"]
  client: Cradle["providerClient"]
  budget: Cradle["rateBudget"]
}>

/** The module's only entry: intake, inbox, payments, outbox and the tables of `query.graph`. It knows no other Medusa module. */
export class PaymentNotificationService extends ServiceParts {
  readonly reconciliation: Reconciliation
  readonly #cradle: Cradle

  constructor(cradle: Cradle) {
    super(cradle)
    this.#cradle = cradle
    this.reconciliation = {
      runs: cradle.reconciliationRuns,
      checks: cradle.reconciliationChecks,
      findings: cradle.reconciliationFindings,
      client: cradle.providerClient,
      budget: cradle.rateBudget,
    }
  }

  /** Verifies, records and acknowledges one webhook call. */
  receive(account: Account, request: WebhookRequest, readMedusaWebhook?: MedusaWebhookReader): Promise<Received> {
    const { recorder, clock, fetch, intakeInFlight } = this.#cradle
    const provider = this.#provider(account.provider)
    return intakeInFlight.during(() => receive({ recorder, now: clock, fetch }, account, provider, request, readMedusaWebhook))
  }

  /**
   * Has the intake take in a call that we sign ourselves, as the account's provider would; undefined where its options hold nothing to
   * sign with, or only the provider can. No fact is made of its event. Throws what `receive` throws.
   */
  receiveTest(account: Account): Promise<Received> | undefined {
    const { recorder, clock: now, fetch, intakeInFlight } = this.#cradle
    const provider = this.#provider(account.provider)
    const call = provider.testCall?.({ account, options: account.options, now, fetch })
    if (!call) return undefined
    const request = {
      method: "POST",
      url: `/webhooks/payments/${account.id}`,
      headers: call.headers,
      rawBody: Buffer.from(call.body),
      receivedAt: now(),
    }
    return intakeInFlight.during(() => receive({ recorder, now, fetch, source: "test" }, account, provider, request))
  }

  /** Whether `receiveTest` can sign for this account. */
  canTest(account: Account): boolean {
    const { clock: now, fetch } = this.#cradle
    return this.#provider(account.provider).testCall?.({ account, options: account.options, now, fetch }) !== undefined
  }

  /** Puts a provider's answer into the inbox, where it is applied like a webhook; `false` when exactly this answer is there already. */
  recordFacts(account: Account, reconciled: ReconciledFacts): Promise<boolean> {
    return recordFacts(this.#cradle, account, reconciled)
  }

  /** Answers a provider that tests an account's URL with a GET; undefined when it sends no such test. */
  handshake(account: Account, request: WebhookRequest): WebhookReply | undefined {
    const { clock, fetch } = this.#cradle
    return this.#provider(account.provider).handshake?.(request, { account, options: account.options, now: clock, fetch })
  }

  /** The body of a refusal in the account's dialect; undefined where its provider reads none. */
  refuse(account: Account, message: string, request?: WebhookRequest): Omit<WebhookReply, "status"> | undefined {
    return this.#provider(account.provider).refuse?.(message, request)
  }

  /**
   * The facts of a recorded event, after asking the provider where its adapter does so. Throws UnknownAccountError when its
   * account has left the configuration, ProviderUnavailableError when the provider does not answer.
   */
  read(event: WebhookEvent): Promise<{ account: Account; reading: Reading }> {
    return readEvent(this.#cradle, event)
  }

  /** How a payment provider of Medusa's rounds what it asks for; undefined where it asks for the very sum. */
  asked({ provider }: Pick<Account, "provider">, currency: string, paymentProviderId: string | null): Asked | undefined {
    const { asked } = this.#cradle.providers.get(provider) ?? {}
    return asked && paymentProviderId ? (minor) => asked(minor, currency, paymentProviderId) : undefined
  }

  /** The current time, as every part of the module reads it. */
  now(): Date {
    return this.#cradle.clock()
  }

  /** The event's payload as a person may see it. */
  redactPayload(event: Pick<WebhookEvent, "provider" | "payload" | "source">): unknown {
    if (event.source === "reconciliation") return event.payload
    return redact(event.payload, this.#cradle.providers.get(event.provider)?.redact ?? [])
  }

  #provider(id: string): PaymentProvider {
    const provider = this.#cradle.providers.get(id)
    if (!provider) throw new UnknownAccountError(`provider "${id}" is not part of this version of the plugin`)
    return provider
  }

  __joinerConfig() {
    return joinerConfig
  }

  readonly __hooks = {
    /** The worker tries again where it fails; Medusa drops what a module throws here. */
    onApplicationStart: (): Promise<void> => this.#cradle.destinations.sync().catch(() => undefined),
    onApplicationPrepareShutdown: async (): Promise<void> => {
      const { live, consumers, replayWorker, worker, afterPaymentWorker, planningQueue, notificationWorker, deliveryWorker } =
        this.#cradle
      const workers = [
        live,
        consumers,
        replayWorker,
        worker,
        afterPaymentWorker,
        planningQueue,
        notificationWorker,
        deliveryWorker,
      ]
      await Promise.all(workers.map((part) => part.stop()))
    },
    onApplicationShutdown: async (): Promise<void> => {
      const { dataSource, readDataSource, webhookTally } = this.#cradle
      await webhookTally.flush()
      for (const opened of [dataSource, readDataSource]) if (opened.isInitialized) await opened.destroy()
    },
  }
}
