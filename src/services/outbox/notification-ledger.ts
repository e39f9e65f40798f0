import { randomUUID } from "node:crypto"
import type { ResolvedOptions } from "../options"
import { NOTIFICATION_LEASE_SECONDS } from "../queue/times"
import type { PaymentNotification } from "../store/entities"
import type { ClaimedNotification, NotificationRepository } from "../store/notification-repository"
import type { FallBacks, NewNotification } from "../store/notification-rows"
import { rowId } from "../store/row-id"
import { outcomeOf, type Attempted } from "./attempt-outcome"

/** A message to be told, before it has an id. */
export type PlannedNotification = Omit<NewNotification, "id">

/** Finds the message that goes out where `dead` failed for good, among `siblings` about the same thing; undefined where there is none. */
export type FallBack = (
  dead: PaymentNotification,
  siblings: readonly PaymentNotification[],
) => Promise<PlannedNotification | undefined>

/** Workers that may die on one message before it is given up. */
const MOST_CRASHES = 5

/** What was told to whom: one row per message, claimed and settled like the inbox. */
export class NotificationLedger {
  readonly #notifications: NotificationRepository
  readonly #options: ResolvedOptions["notifications"]

  constructor({ notifications, options }: { notifications: NotificationRepository; options: ResolvedOptions }) {
    this.#notifications = notifications
    this.#options = options.notifications
  }

  /** Adds the messages of a fact; those already there stay as they are. */
  plan(messages: readonly PlannedNotification[]): Promise<void> {
    const { giveUpAfterSeconds, digest } = this.#options
    return this.#notifications.plan(messages.map(named), giveUpAfterSeconds, digest.windowSeconds)
  }

  /** The channels that something is due on, once what worker after worker has died on is dead. */
  async dueChannels(fallBack: FallBack = nothing): Promise<string[]> {
    await this.#notifications.endFatal(MOST_CRASHES, this.#fallBacks(fallBack))
    return this.#notifications.dueChannels()
  }

  /** Takes up to `limit` due messages of one channel, under one lease. */
  claim(channel: string, limit: number): Promise<ClaimedNotification[]> {
    return this.#notifications.claim(channel, limit, NOTIFICATION_LEASE_SECONDS, randomUUID())
  }

  /** Writes what became of messages that were claimed together; answers how many were written: the others' lease was lost. */
  async settle(attempts: readonly Attempted[], fallBack: FallBack = nothing): Promise<number> {
    const token = attempts[0]?.message.lease_token
    if (!token) return 0
    const outcomes = attempts.map((attempt) => outcomeOf(attempt, this.#options))
    return this.#notifications.settle(token, outcomes, this.#fallBacks(fallBack))
  }

  /** Sends a settled message again because a person asked for it; `false` for one that is on its way. */
  resend(id: string, actorId: string): Promise<boolean> {
    return this.#notifications.resend(id, actorId, this.#options.giveUpAfterSeconds)
  }

  /** Writes that a message which was sent did not arrive, with the one that goes out in its stead. */
  bounce(id: string, receipt: { externalId: string | null; code: string | null }, fallBack: FallBack): Promise<void> {
    return this.#notifications.bounce(id, receipt, this.#fallBacks(fallBack))
  }

  #fallBacks(fallBack: FallBack): FallBacks {
    return {
      find: async (dead, siblings) => {
        const fallback = await fallBack(dead, siblings)
        return fallback && named(fallback)
      },
      giveUpAfterSeconds: this.#options.giveUpAfterSeconds,
    }
  }
}

const named = (message: PlannedNotification): NewNotification => ({ ...message, id: rowId("pnot") })

const nothing: FallBack = () => Promise.resolve(undefined)
