import { randomUUID } from "node:crypto"
import { InvalidStateError } from "../domain/errors"
import type { WebhookTally } from "../metrics/webhook-tally"
import type { ResolvedOptions } from "../options"
import type { AttentionKind, WebhookEvent, WebhookEventState } from "../store/entities"
import { EVENT } from "../store/queues/states"
import type { ClaimedEvent, Settlement, WebhookEventRepository } from "../store/webhook-event-repository"
import { failedAttempt } from "../queue/failed-attempt"

/** What processing decided about an event, short of a fault; `detail` is the sentence a person reads beside the reason. */
export type Verdict = Omit<Settlement, "retryInSeconds" | "lastError"> & { readonly detail?: string }

/** What an event is about, as far as it was read. */
export type References = Pick<Settlement, "paymentRecordId" | "paymentSessionId" | "providerPaymentId" | "fact">

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
  keep({ id, lease_token }: ClaimedEvent): Promise<void> {
    return this.#events.extendLeases([id], this.#options.leaseSeconds, lease_token ?? "")
  }

  /** The event has been dealt with. `false`: the lease was lost and another worker decides. */
  complete(event: ClaimedEvent, { detail, ...verdict }: Verdict): Promise<boolean> {
    return this.#settle(event, { ...verdict, lastError: detail ?? null })
  }

  /**
   * The attempt failed: again later, or `dead` when no attempt can help or the span of trying is over. `beforeDeath` is done before
   * that is written down: nobody looks for a dead event by himself.
   */
  async retry(
    event: ClaimedEvent,
    error: unknown,
    references: References = {},
    beforeDeath?: () => Promise<unknown>,
  ): Promise<WebhookEventState> {
    const outcome = failedAttempt(event, error, this.#options)
    if (outcome.state === "dead") await beforeDeath?.()
    await this.#settle(event, { ...references, ...outcome })
    return outcome.state
  }

  /** What the event waited for has come: it is due at once, and its span of trying goes on. */
  async wake(id: string): Promise<void> {
    await this.#events.wake(id)
  }

  /** A person wants the event applied again. Throws InvalidStateError while it is being worked on or already due. */
  async replay(id: string): Promise<void> {
    if (await this.#events.replay(id, EVENT.replayable, this.#options.giveUpAfterSeconds)) return
    throw new InvalidStateError(`webhook event ${id} cannot be replayed: it is waiting or being processed already`)
  }

  /** Events that are held since `ageSeconds`, and that nobody is shown: no item of their own is open, and none of `kinds` about their payment. */
  heldUnseen(kinds: readonly AttentionKind[], ageSeconds: number, limit: number): Promise<string[]> {
    return this.#events.heldUnseen(kinds, ageSeconds, limit)
  }

  /** The other events about the same payment that are held, too. */
  heldBeside(event: WebhookEvent, before?: Date): Promise<string[]> {
    return this.#events.heldBeside(event, before)
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

  async #settle(event: ClaimedEvent, outcome: Settlement): Promise<boolean> {
    const settled = await this.#events.settle(event.id, event.lease_token ?? "", outcome)
    if (settled) this.#tally.count(event.account, outcome.state)
    return settled
  }
}
