import { IsNull, type DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import {
  AWAIT_PROVIDER,
  BOUNCE,
  CLAIM,
  COUNT,
  DUE_CHANNELS,
  END_FATAL,
  firstOfBurst,
  insertMessages,
  MARK_FAILED_OVER,
  RECORD_OUTCOMES,
} from "./notification.sql"
import {
  PaymentNotificationAttemptEntity,
  PaymentNotificationEntity,
  type NotificationState,
  type PaymentNotification,
  type PaymentNotificationAttempt,
} from "./entities"
import { ERASED_MESSAGE } from "./erasure.sql"
import type { NewNotification } from "./notification-rows"
import { NO_LEASE } from "./queues/lease"
import { MESSAGE, sqlList } from "./queues/states"

/** A claimed message; `reclaimed` if a worker died on it, so that it may already have been sent. */
export type ClaimedNotification = PaymentNotification & { readonly reclaimed: boolean }

/** The ids by which a receipt names its message. */
export interface ReceiptIds {
  readonly externalId: string | null
  readonly notificationId: string | null
}

/** A receipt's report of a message that did not arrive. */
export interface Bounce {
  readonly externalId: string | null
  readonly code: string | null
}

/** The outcome of an attempt. */
export interface AttemptOutcome {
  readonly id: string
  readonly state: Extract<NotificationState, "pending" | "sent" | "failed" | "dead" | "suppressed">
  readonly reason?: string
  readonly lastError?: string
  readonly retryInSeconds?: number
  readonly notificationId?: string | null
  readonly providerId?: string | null
  readonly externalId?: string | null
}

/** The SQL of the notification outbox. */
export class NotificationRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * One row per (subject, audience, channel, recipient): planning twice adds nothing. Time to give up starts after the delay. Of
   * a burst's messages the first is sent. Those of the next `digestSeconds` are suppressed, and counted in the first while it
   * waits. The transition `notified` is marked in the same commit: nothing else is left to plan about it.
   */
  async plan(
    rows: readonly NewNotification[],
    giveUpAfterSeconds: number,
    digestSeconds: number,
    notified?: string,
  ): Promise<void> {
    const isDigested = rows.some(({ digest_key }) => digest_key)
    if (!isDigested) return void (await insertMessages(this.#db.manager, rows, giveUpAfterSeconds, notified))
    await this.#db.transaction(async (transaction) => {
      for (const row of rows) {
        const first = row.digest_key && !row.suppressed ? await firstOfBurst(transaction, row, digestSeconds) : undefined
        const digested = first && { suppressed: "digested", notified_by: first }
        const added = await insertMessages(transaction, [{ ...row, ...digested }], giveUpAfterSeconds)
        if (first && added) await transaction.query(COUNT, [first])
      }
      if (notified !== undefined) await insertMessages(transaction, [], giveUpAfterSeconds, notified)
    })
  }

  /** The channels on which messages are due; asks the index once for each channel, however much is waiting. */
  async dueChannels(): Promise<string[]> {
    const rows = await this.#db.query(DUE_CHANNELS)
    return rows.map(({ channel }: { channel: string }) => channel)
  }

  /** Lets the due messages of channels without a provider wait; their time to give up waits along. */
  async awaitProvider(channels: readonly string[], seconds: number): Promise<void> {
    await this.#db.query(AWAIT_PROVIDER, [channels, seconds])
  }

  /**
   * Marks a message as dead on which one worker after another died: no worker would ever end it. The outcome of its last attempt
   * is unknown.
   */
  async endFatal(mostCrashes: number): Promise<void> {
    await this.#db.query(END_FATAL, [mostCrashes])
  }

  /** Claims up to `limit` due messages of a channel and begins an attempt of each; the attempt of a dead worker becomes `unknown`. */
  claim(channel: string, limit: number, leaseSeconds: number, leaseToken: string): Promise<ClaimedNotification[]> {
    return this.#db.query(CLAIM, [limit, leaseSeconds, leaseToken, channel])
  }

  /** Writes the outcomes of attempts; returns the messages whose leases still held. */
  recordOutcomes(leaseToken: string, outcomes: readonly AttemptOutcome[]): Promise<PaymentNotification[]> {
    return this.#db.query(RECORD_OUTCOMES, [JSON.stringify(outcomes), leaseToken])
  }

  /** All messages about the same subject to the same audience, including this one. */
  siblingsOf({ subject, audience }: PaymentNotification): Promise<PaymentNotification[]> {
    return this.#db.getRepository(PaymentNotificationEntity).findBy({ subject, audience })
  }

  /** Dead messages for which no other channel has been looked for yet, oldest first. */
  notFailedOver(limit: number): Promise<PaymentNotification[]> {
    return this.#db
      .getRepository(PaymentNotificationEntity)
      .find({ where: { state: "dead", failed_over_at: IsNull() }, order: { updated_at: "ASC" }, take: limit })
  }

  /**
   * Marks a dead message as failed over and adds the one that replaces it, in one commit. Does nothing if it was marked before or
   * is sent again.
   */
  async failOver(id: string, failover: NewNotification | undefined, giveUpAfterSeconds: number): Promise<void> {
    await this.#db.transaction(async (transaction) => {
      const [marked]: [unknown[], number] = await transaction.query(MARK_FAILED_OVER, [id])
      if (marked.length && failover) await insertMessages(transaction, [failover], giveUpAfterSeconds)
    })
  }

  find(id: string): Promise<PaymentNotification | null> {
    return this.#db.getRepository(PaymentNotificationEntity).findOneBy({ id })
  }

  attemptsOf(id: string): Promise<PaymentNotificationAttempt[]> {
    return this.#db
      .getRepository(PaymentNotificationAttemptEntity)
      .find({ where: { payment_notification_id: id }, order: { number: "ASC" } })
  }

  /** Makes a finished message due again because a person asked for it; `false` for one that is still on its way, or was erased. */
  async resend(id: string, actorId: string, giveUpAfterSeconds: number): Promise<boolean> {
    const changed = await changedBy(
      this.#db,
      `UPDATE payment_notification
          SET state = 'pending', reason = NULL, resent_by = $2, resent_after = attempts, delivered_at = NULL, external_id = NULL,
              next_attempt_at = now(), give_up_at = now() + make_interval(secs => $3), updated_at = now()
        WHERE id = $1 AND state IN ${sqlList(MESSAGE.ended)} AND NOT ${ERASED_MESSAGE}`,
      [id, actorId, giveUpAfterSeconds],
    )
    return changed > 0
  }

  /** The message that a receipt is about: by the provider's id of it, else by ours. */
  async findByReceipt({ externalId, notificationId }: ReceiptIds): Promise<PaymentNotification | null> {
    const messages = this.#db.getRepository(PaymentNotificationEntity)
    const named = externalId ? await messages.findOneBy({ external_id: externalId }) : null
    return named ?? (notificationId ? messages.findOneBy({ id: notificationId.toLowerCase() }) : null)
  }

  /** A receipt proves that the message went out, whatever its worker still believes. */
  async markDelivered(id: string): Promise<void> {
    await this.#db.query(
      `UPDATE payment_notification
          SET state = 'sent', reason = NULL, delivered_at = now(), sent_at = COALESCE(sent_at, now()), ${NO_LEASE},
              updated_at = now()
        WHERE id = $1 AND state IN ${sqlList(MESSAGE.provable)} AND delivered_at IS NULL`,
      [id],
    )
  }

  /** Marks a sent message as dead because it did not arrive. Returns it, or no row if it was dead or delivered before. */
  bounce(id: string, { externalId, code }: Bounce): Promise<PaymentNotification[]> {
    return this.#db.query(BOUNCE, [id, externalId, code])
  }

  listByTransitions(transitionIds: readonly string[]): Promise<PaymentNotification[]> {
    if (!transitionIds.length) return Promise.resolve([])
    return this.#db
      .getRepository(PaymentNotificationEntity)
      .createQueryBuilder("message")
      .where("message.payment_transition_id IN (:...transitionIds)", { transitionIds })
      .orderBy("message.created_at")
      .getMany()
  }
}
