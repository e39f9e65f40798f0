import { randomUUID } from "node:crypto"
import { describeErased, isErased } from "../domain/erased"
import { InvalidStateError } from "../domain/errors"
import type { KnownMoney } from "../domain/unknown-session"
import { ignoredFor } from "../domain/webhook-outcomes"
import type { WebhookTally } from "../metrics/webhook-tally"
import type { ResolvedOptions } from "../options"
import type { AttentionKind, WebhookEvent } from "../store/entities"
import type { EndedAuthorizationRepository } from "../store/ended-authorization-repository"
import { EVENT } from "../store/queues/states"
import type { SuspectRepository } from "../store/suspect-repository"
import type {
  ClaimedEvent,
  PaymentReferences,
  QuarantinedBeside,
  Verdict,
  WebhookEventRepository,
} from "../store/webhook-event-repository"
import { failedAttempt, type FailedAttempt } from "../queue/failed-attempt"

/** A decision of a person about one event. */
export type EventDecision = "replay" | "ignore"

/** The inbox as a queue: claim, extend, complete, retry. The row is the job. */
export class Inbox {
  readonly #events: WebhookEventRepository
  readonly #suspects: SuspectRepository
  readonly #ended: EndedAuthorizationRepository
  readonly #tally: WebhookTally
  readonly #options: ResolvedOptions["processing"]

  constructor(cradle: {
    webhookEvents: WebhookEventRepository
    suspects: SuspectRepository
    endedAuthorizations: EndedAuthorizationRepository
    webhookTally: WebhookTally
    options: ResolvedOptions
  }) {
    this.#events = cradle.webhookEvents
    this.#suspects = cradle.suspects
    this.#ended = cradle.endedAuthorizations
    this.#tally = cradle.webhookTally
    this.#options = cradle.options.processing
  }

  /** Up to `limit` due events, each leased to this caller. */
  claim(limit: number): Promise<ClaimedEvent[]> {
    return this.#events.claim(limit, this.#options.leaseSeconds, randomUUID())
  }

  /** One due event whose lease has lapsed before, leased to this caller, who runs it alone. */
  claimSuspect(): Promise<ClaimedEvent | undefined> {
    return this.#suspects.claim(this.#options.leaseSeconds, randomUUID())
  }

  /** Whether `claimSuspect` would find an event. */
  isSuspectDue(): Promise<boolean> {
    return this.#suspects.isDue()
  }

  /** Call it within every lease span while the event is worked on. */
  extendLease({ id, lease_token }: ClaimedEvent): Promise<void> {
    return this.#events.extendLeases([id], this.#options.leaseSeconds, lease_token ?? "")
  }

  /** Writes the verdict of an attempt; `false` if the lease was lost and another worker decides. */
  async complete(event: ClaimedEvent, verdict: Verdict): Promise<boolean> {
    const token = event.lease_token ?? ""
    const written = await this.#events.complete(event.id, token, verdict)
    if (written) this.#tally.count(event.account, verdict.state)
    else await this.#suspects.excuse(event.id, token)
    if (written && verdict.state === "ignored") this.#tally.count(event.account, ignoredFor(verdict.reason))
    return written
  }

  /** The verdict on an attempt that failed: retry later, or `dead` when no retry can help or the time to retry is over. */
  failureOf(event: ClaimedEvent, error: unknown): FailedAttempt {
    return failedAttempt(event, error, this.#options)
  }

  /** Makes an event due at once that waited for another one; its time to retry goes on. */
  async requeue(id: string): Promise<void> {
    await this.#events.requeue(id)
  }

  /**
   * Applies the event again because a person asked for it. Throws InvalidStateError while it is being processed or already due, and
   * for one whose body was erased.
   */
  async replay(id: string): Promise<void> {
    if (await this.#events.replay(id, EVENT.replayable, this.#options.giveUpAfterSeconds)) return
    const payload = await this.#events.payloadOf(id)
    if (isErased(payload)) throw new InvalidStateError(describeErased(id, payload))
    throw new InvalidStateError(`webhook event ${id} cannot be replayed: it is waiting or being processed already`)
  }

  /**
   * Events quarantined for `ageSeconds` or longer that nobody sees: they have no open item of their own, and their payment has no
   * open item of `kinds`.
   */
  quarantinedUnseen(kinds: readonly AttentionKind[], ageSeconds: number, limit: number): Promise<string[]> {
    return this.#events.quarantinedUnseen(kinds, ageSeconds, limit)
  }

  /** Whether the provider has given up since what an event reports as authorized, and nothing was captured of it. */
  hasEnded(eventId: string, providerPaymentId: string): Promise<boolean> {
    return this.#ended.hasEnded(eventId, providerPaymentId)
  }

  /** Quarantined authorizations that have ended, while no event is on its way that may report a capture. */
  endedAuthorizations(limit: number): Promise<string[]> {
    return this.#ended.quarantined(limit)
  }

  /** The money of a payment that no order could take yet, but for what the event `besides` reports; undefined: none is known. */
  knownMoney(account: string, references: PaymentReferences, besides?: string): Promise<KnownMoney | undefined> {
    return this.#events.knownMoney(account, references, besides)
  }

  /** Requeues events that were ignored because no money of their payment was known: now some is. */
  wakeUntied(account: string, references: PaymentReferences): Promise<void> {
    return this.#events.wakeUntied(account, references)
  }

  /** The session of a payment that waits for its review: nothing has tied the two in its record yet. */
  sessionInReview(account: string, providerPaymentId: string): Promise<string | undefined> {
    return this.#events.sessionInReview(account, providerPaymentId)
  }

  /** The other quarantined events about the same payment. */
  quarantinedBeside(event: WebhookEvent, before?: Date): Promise<QuarantinedBeside[]> {
    return this.#events.quarantinedBeside(event, before)
  }

  /** Events that report a capture of this provider payment and that a decision has set to ignored. */
  decidedCaptures(sessionId: string, providerPaymentId: string | null): Promise<string[]> {
    return this.#events.decidedCaptures(sessionId, providerPaymentId)
  }

  /**
   * Marks the event as ignored because a person decided so. Throws InvalidStateError for an event that is processed or being
   * processed.
   */
  async ignore(id: string, reason: string): Promise<void> {
    if (await this.#events.ignore(id, EVENT.ignorable, reason)) return
    throw new InvalidStateError(`webhook event ${id} cannot be ignored: it is processed, ignored or being processed`)
  }

  /** The decisions of a person that an event allows now. An erased one has nothing left to apply. */
  allowed({ state, payload }: Pick<WebhookEvent, "state" | "payload">): EventDecision[] {
    const has = (states: readonly WebhookEvent["state"][]): boolean => states.includes(state)
    return [
      ...(has(EVENT.replayable) && !isErased(payload) ? (["replay"] as const) : []),
      ...(has(EVENT.ignorable) ? (["ignore"] as const) : []),
    ]
  }
}
