import { randomUUID } from "node:crypto"
import { InvalidStateError } from "../domain/errors"
import type { WebhookTally } from "../metrics/webhook-tally"
import type { ResolvedOptions } from "../options"
import type { AttentionKind, WebhookEvent } from "../store/entities"
import { EVENT } from "../store/queues/states"
import type { ClaimedEvent, Verdict, WebhookEventRepository } from "../store/webhook-event-repository"
import { failedAttempt, type FailedAttempt } from "../queue/failed-attempt"

/** The inbox as a queue: claim, keep, complete, retry. The row is the job. */
export class Inbox {
  readonly #events: WebhookEventRepository
  readonly #tally: WebhookTally
  readonly #options: ResolvedOptions["processing"]

  constructor(cradle: { webhookEvents: WebhookEventRepository; webhookTally: WebhookTally; options: ResolvedOptions }) {
    this.#events = cradle.webhookEvents
    this.#tally = cradle.webhookTally
    this.#options = cradle.options.processing
  }

  /** Up to `limit` due events, each leased to this caller. */
  claim(limit: number): Promise<ClaimedEvent[]> {
    return this.#events.claim(limit, this.#options.leaseSeconds, randomUUID())
  }

  /** Call within every lease span for as long as the event is worked on. */
  extendLease({ id, lease_token }: ClaimedEvent): Promise<void> {
    return this.#events.extendLeases([id], this.#options.leaseSeconds, lease_token ?? "")
  }

  /** Writes the verdict of an attempt. `false`: the lease was lost and another worker decides. */
  async complete(event: ClaimedEvent, verdict: Verdict): Promise<boolean> {
    const written = await this.#events.complete(event.id, event.lease_token ?? "", verdict)
    if (written) this.#tally.count(event.account, verdict.state)
    return written
  }

  /** The verdict on an attempt that failed: again later, or `dead` when no attempt can help or the span of trying is over. */
  failureOf(event: ClaimedEvent, error: unknown): FailedAttempt {
    return failedAttempt(event, error, this.#options)
  }

  /** What the event waited for has come: it is due at once, and its span of trying goes on. */
  async requeue(id: string): Promise<void> {
    await this.#events.requeue(id)
  }

  /** A person wants the event applied again. Throws InvalidStateError while it is being worked on or already due. */
  async replay(id: string): Promise<void> {
    if (await this.#events.replay(id, EVENT.replayable, this.#options.giveUpAfterSeconds)) return
    throw new InvalidStateError(`webhook event ${id} cannot be replayed: it is waiting or being processed already`)
  }

  /** Events that are held since `ageSeconds`, and that nobody is shown: no item of their own is open, and none of `kinds` about their payment. */
  quarantinedUnseen(kinds: readonly AttentionKind[], ageSeconds: number, limit: number): Promise<string[]> {
    return this.#events.quarantinedUnseen(kinds, ageSeconds, limit)
  }

  /** The other events about the same payment that are held, too. */
  quarantinedBeside(event: WebhookEvent, before?: Date): Promise<string[]> {
    return this.#events.quarantinedBeside(event, before)
  }

  /** Events that tell of a capture of this payment of the provider's and that a decision has put aside. */
  decidedCaptures(sessionId: string, providerPaymentId: string | null): Promise<string[]> {
    return this.#events.decidedCaptures(sessionId, providerPaymentId)
  }

  /** A person decides that nothing is to be done. Throws InvalidStateError for what has been processed or is being worked on. */
  async ignore(id: string, reason: string): Promise<void> {
    if (await this.#events.ignore(id, EVENT.ignorable, reason)) return
    throw new InvalidStateError(`webhook event ${id} cannot be ignored: it is processed, ignored or being processed`)
  }
}
