import type { DataSource } from "typeorm"
import { PaymentNotificationEntity, type NotificationState, type PaymentNotification } from "./entities"

export type NewNotification = Pick<
  PaymentNotification,
  | "id"
  | "subject"
  | "payment_transition_id"
  | "payment_record_id"
  | "payment_attention_id"
  | "fact"
  | "audience"
  | "channel"
  | "recipient"
  | "locale"
  | "template"
  | "data"
>

/** A claimed message; `reclaimed` when a worker died on it, so that it may already have been sent. */
export type ClaimedNotification = PaymentNotification & { readonly reclaimed: boolean }

export interface NotificationSettlement {
  readonly state: NotificationState
  readonly reason?: string | null
  readonly lastError?: string | null
  readonly retryInSeconds?: number
  readonly notificationId?: string | null
}

/** The SQL of the notification ledger. */
export class NotificationRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** One row per (subject, audience, channel, recipient): planning twice adds nothing. */
  async plan(rows: readonly NewNotification[], giveUpAfterSeconds: number): Promise<void> {
    for (const row of rows) {
      await this.#db.query(
        `INSERT INTO payment_notification
           (id, subject, payment_transition_id, payment_record_id, payment_attention_id, fact, audience, channel, recipient, locale,
            template, data, give_up_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() + make_interval(secs => $13))
         ON CONFLICT (subject, audience, channel, recipient) DO NOTHING`,
        [
          row.id,
          row.subject,
          row.payment_transition_id,
          row.payment_record_id,
          row.payment_attention_id,
          row.fact,
          row.audience,
          row.channel,
          row.recipient,
          row.locale,
          row.template,
          JSON.stringify(row.data),
          giveUpAfterSeconds,
        ],
      )
    }
  }

  /** Takes up to `limit` due messages, about one subject only where it is given. */
  async claim(limit: number, leaseSeconds: number, leaseToken: string, subject?: string): Promise<ClaimedNotification[]> {
    const [rows] = await this.#db.query(
      `WITH due AS (
         SELECT id, state FROM payment_notification
          WHERE state IN ('pending', 'sending', 'failed') AND next_attempt_at <= now()
            AND ($4::text IS NULL OR subject = $4)
          ORDER BY next_attempt_at
          LIMIT $1
          FOR UPDATE SKIP LOCKED)
       UPDATE payment_notification AS message
          SET state = 'sending', attempts = message.attempts + 1, lease_token = $3, updated_at = now(),
              leased_until = now() + make_interval(secs => $2), next_attempt_at = now() + make_interval(secs => $2)
         FROM due WHERE message.id = due.id
       RETURNING message.*, due.state = 'sending' AS reclaimed`,
      [limit, leaseSeconds, leaseToken, subject ?? null],
    )
    return rows
  }

  /** Writes the outcome of an attempt; `false` when the lease was lost. */
  async settle(id: string, leaseToken: string, outcome: NotificationSettlement): Promise<boolean> {
    const [, changed] = await this.#db.query(
      `UPDATE payment_notification
          SET state = $3, reason = $4, last_error = $5, notification_id = COALESCE($7, notification_id),
              leased_until = NULL, lease_token = NULL, updated_at = now(),
              next_attempt_at = now() + make_interval(secs => $6),
              sent_at = CASE WHEN $3 = 'sent' THEN now() END
        WHERE id = $1 AND lease_token = $2`,
      [
        id,
        leaseToken,
        outcome.state,
        outcome.reason ?? null,
        outcome.lastError ?? null,
        outcome.retryInSeconds ?? 0,
        outcome.notificationId ?? null,
      ],
    )
    return changed > 0
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
