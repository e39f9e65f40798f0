import { randomUUID } from "node:crypto"
import { isErased } from "../domain/erased"
import type { ResolvedOptions } from "../options"
import { MOST_CRASHES } from "../queue/crashed"
import { NOTIFICATION_LEASE_SECONDS, PROVIDER_WAIT_SECONDS } from "../queue/times"
import type { PaymentNotification } from "../store/entities"
import type { Bounce, ClaimedNotification, NotificationRepository } from "../store/notification-repository"
import type { NewNotification } from "../store/notification-rows"
import { MESSAGE } from "../store/queues/states"
import { rowId } from "../store/row-id"
import { outcomeOf, type Attempted } from "./attempt-outcome"

/** A message to be sent, before it has an id. */
export type PlannedNotification = Omit<NewNotification, "id">

/** The outcomes that were written: how many leases still held, and which messages are dead as a result. */
export interface Recorded {
  readonly written: number
  readonly dead: readonly PaymentNotification[]
}

/** The registrations that the outbox needs. */
interface Parts {
  readonly notifications: NotificationRepository
  readonly options: ResolvedOptions
  readonly channelsWithoutProvider: readonly string[]
}

/** The outbox: one row per message, claimed and finished like an event of the inbox. */
export class NotificationOutbox {
  readonly #notifications: NotificationRepository
  readonly #options: ResolvedOptions["notifications"]

  readonly #withoutProvider: readonly string[]

  constructor({ notifications, options, channelsWithoutProvider }: Parts) {
    this.#notifications = notifications
    this.#options = options.notifications
    this.#withoutProvider = channelsWithoutProvider
  }

  /**
   * Adds the messages of a fact; those already there stay as they are. Marks the transition `notified`, whose last messages these are,
   * in the same commit.
   */
  plan(messages: readonly PlannedNotification[], notified?: string): Promise<void> {
    const { giveUpAfterSeconds, digest } = this.#options
    return this.#notifications.plan(messages.map(named), giveUpAfterSeconds, digest.windowSeconds, notified)
  }

  /**
   * The channels on which messages are due and can be sent. First marks as dead the messages on which one worker after another has
   * died. Messages of a channel that has lost its provider wait for its return.
   */
  async dueChannels(): Promise<string[]> {
    await this.#notifications.endFatal(MOST_CRASHES)
    const due = await this.#notifications.dueChannels()
    const waiting = due.filter((channel) => this.#withoutProvider.includes(channel))
    if (waiting.length) await this.#notifications.awaitProvider(waiting, PROVIDER_WAIT_SECONDS)
    return due.filter((channel) => !waiting.includes(channel))
  }

  /** Takes up to `limit` due messages of one channel, under one lease. */
  claim(channel: string, limit: number): Promise<ClaimedNotification[]> {
    return this.#notifications.claim(channel, limit, NOTIFICATION_LEASE_SECONDS, randomUUID())
  }

  /** Writes the outcomes of messages that were claimed together, except of those whose lease was lost. */
  async recordOutcomes(attempts: readonly Attempted[]): Promise<Recorded> {
    const token = attempts[0]?.message.lease_token
    if (!token) return { written: 0, dead: [] }
    const outcomes = attempts.map((attempt) => outcomeOf(attempt, this.#options))
    const written = await this.#notifications.recordOutcomes(token, outcomes)
    return { written: written.length, dead: written.filter(({ state }) => state === "dead") }
  }

  /** All messages about the same subject to the same audience. */
  siblingsOf(message: PaymentNotification): Promise<PaymentNotification[]> {
    return this.#notifications.siblingsOf(message)
  }

  /** Dead messages for which no other channel has been looked for yet, oldest first. */
  notFailedOver(limit: number): Promise<PaymentNotification[]> {
    return this.#notifications.notFailedOver(limit)
  }

  /** Marks a dead message as failed over, with the message that replaces it if there is one; once, however often it is called. */
  failOver(id: string, failover: PlannedNotification | undefined): Promise<void> {
    return this.#notifications.failOver(id, failover && named(failover), this.#options.giveUpAfterSeconds)
  }

  /** Whether a person may have the message sent again: it is finished, and its recipient was not erased. */
  allowsResend({ state, data }: Pick<PaymentNotification, "state" | "data">): boolean {
    return MESSAGE.ended.some((ended) => ended === state) && !isErased(data)
  }

  /** Sends a finished message again because a person asked for it; `false` for one that is still on its way. */
  resend(id: string, actorId: string): Promise<boolean> {
    return this.#notifications.resend(id, actorId, this.#options.giveUpAfterSeconds)
  }

  /** Writes that a sent message did not arrive; returns it if it is dead as a result. */
  bounce(id: string, receipt: Bounce): Promise<PaymentNotification[]> {
    return this.#notifications.bounce(id, receipt)
  }
}

const named = (message: PlannedNotification): NewNotification => ({ ...message, id: rowId("pnot") })
