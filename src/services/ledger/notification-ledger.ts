import { randomUUID } from "node:crypto"
import { generateEntityId } from "@medusajs/framework/utils"
import { failedAttempt } from "../inbox/failed-attempt"
import type { ResolvedOptions } from "../options"
import type { NotificationState } from "../store/entities"
import type { ClaimedNotification, NewNotification, NotificationRepository } from "../store/notification-repository"

/** Long enough for a slow mail server, short enough that a crash delays a message by a minute and no more. */
const LEASE_SECONDS = 60

/** What was told to whom: one row per message, claimed and settled like the inbox. */
export class NotificationLedger {
  readonly #notifications: NotificationRepository
  readonly #options: ResolvedOptions["notifications"]

  constructor({ notifications, options }: { notifications: NotificationRepository; options: ResolvedOptions }) {
    this.#notifications = notifications
    this.#options = options.notifications
  }

  /** Adds the messages of a fact; those already there stay as they are. */
  plan(messages: ReadonlyArray<Omit<NewNotification, "id">>): Promise<void> {
    return this.#notifications.plan(
      messages.map((message) => ({ ...message, id: generateEntityId(undefined, "pnot") })),
      this.#options.giveUpAfterSeconds,
    )
  }

  claim(limit: number, subject?: string): Promise<ClaimedNotification[]> {
    return this.#notifications.claim(limit, LEASE_SECONDS, randomUUID(), subject)
  }

  sent(message: ClaimedNotification, notificationId: string | null): Promise<boolean> {
    return this.#notifications.settle(message.id, message.lease_token ?? "", { state: "sent", notificationId })
  }

  suppress(message: ClaimedNotification, reason: string): Promise<boolean> {
    return this.#notifications.settle(message.id, message.lease_token ?? "", { state: "suppressed", reason })
  }

  /** The attempt failed: again later, or `dead` once the span of trying is over. */
  async retry(message: ClaimedNotification, error: unknown): Promise<NotificationState> {
    const outcome = failedAttempt(message, error, this.#options)
    await this.#notifications.settle(message.id, message.lease_token ?? "", outcome)
    return outcome.state
  }
}
