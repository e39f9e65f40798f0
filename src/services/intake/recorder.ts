import { MalformedPayloadError, ProviderUnavailableError } from "../domain/errors"
import { describeError } from "../domain/describe-error"
import type { ResolvedOptions } from "../options"
import { DatabaseTimeoutError } from "../store/query-within"
import type { NewWebhookEvent, WebhookEventRepository } from "../store/webhook-event-repository"
import { HeldBodies } from "./held-bodies"

interface Waiting {
  readonly event: NewWebhookEvent
  readonly resolve: (isNew: boolean) => void
  readonly reject: (error: Error) => void
}

const BATCH_EVENTS = 100
const BATCH_BYTES = 8 * 1024 * 1024
/** While one commit waits for the disk, the process fills the next. With only one at a time all callers would wait in step. */
const COMMITS_AT_ONCE = 2
/** Beyond these the store is not keeping up. A refusal with 503 makes the provider send again and keeps memory flat. */
const WAITING_LIMIT = 5_000
const WAITING_BYTES_LIMIT = 64 * 1024 * 1024

const NOT_KEEPING_UP = "the inbox is not keeping up; the provider is asked to send again"

/**
 * Commits concurrent arrivals together: while one commit is on its way to the disk, the next calls gather for the following one.
 * A single call is committed at once; no call waits for a timer. When the database gives no answer in time, all that wait are
 * refused: they would have waited for the same.
 */
export class WebhookRecorder {
  readonly #events: WebhookEventRepository
  readonly #giveUpAfterSeconds: number
  #waiting: Waiting[] = []
  readonly #held = new HeldBodies()
  #committing = 0

  constructor({ webhookEvents, options }: { webhookEvents: WebhookEventRepository; options: ResolvedOptions }) {
    this.#events = webhookEvents
    this.#giveUpAfterSeconds = options.processing.giveUpAfterSeconds
  }

  /** Resolves once the row is committed: `true` when it is new, `false` when the event was recorded before. */
  record(event: NewWebhookEvent): Promise<boolean> {
    const isFull = this.#waiting.length >= WAITING_LIMIT || this.#held.bytesWith(event.body) > WAITING_BYTES_LIMIT
    if (this.#waiting.length && isFull) return Promise.reject(new ProviderUnavailableError(NOT_KEEPING_UP))
    this.#held.add(event.body)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject })
      this.#commitNext()
    })
  }

  #commitNext(): void {
    if (this.#committing >= COMMITS_AT_ONCE || !this.#waiting.length) return
    this.#committing++
    // One turn of the event loop later, so that every call that has already reached this process goes along.
    setImmediate(() => {
      void this.#commit(this.#takeBatch()).finally(() => {
        this.#committing--
        this.#commitNext()
      })
    })
  }

  #takeBatch(): Waiting[] {
    let bytes = 0
    let count = 0
    for (const { event } of this.#waiting) {
      bytes += event.body?.length ?? 0
      if (count === BATCH_EVENTS || (count > 0 && bytes > BATCH_BYTES)) break
      count++
    }
    return this.#take(count)
  }

  #take(count: number): Waiting[] {
    const taken = this.#waiting.splice(0, count)
    for (const { event } of taken) this.#held.remove(event.body)
    return taken
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const recorded = await this.#events.insertMany(
        batch.map(({ event }) => event),
        this.#giveUpAfterSeconds,
      )
      for (const { event, resolve } of batch) resolve(recorded.has(event.id))
    } catch (error) {
      // One row that PostgreSQL will not take must not refuse its neighbours.
      if (batch.length > 1 && isDataError(error)) {
        await Promise.all(batch.map((waiting) => this.#commit([waiting])))
        return
      }
      // Never the driver's error itself: it carries the statement's parameters, which are the payer's data.
      const { message } = describeError(error)
      const refusal = isDataError(error)
        ? new MalformedPayloadError(`the webhook cannot be stored as it is: ${message}`)
        : new ProviderUnavailableError(`the webhook could not be recorded: ${message}`)
      const waiting = error instanceof DatabaseTimeoutError ? this.#take(this.#waiting.length) : []
      for (const { reject } of [...batch, ...waiting]) reject(refusal)
    }
  }
}

/** SQLSTATE class 22 (data exception) and 54 (limit exceeded): the row's fault, not the database's. */
function isDataError(error: unknown): boolean {
  const code =
    (error as { code?: unknown; driverError?: { code?: unknown } }).driverError?.code ?? (error as { code?: unknown }).code
  return typeof code === "string" && /^(22|54)/.test(code)
}
