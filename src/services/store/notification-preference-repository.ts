import type { DataSource } from "typeorm"
import { NotificationPreferenceEntity, type NotificationPreference } from "./entities"

/** What customers want to be told. */
export class NotificationPreferenceRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  find(customerId: string): Promise<NotificationPreference | null> {
    return this.#db.getRepository(NotificationPreferenceEntity).findOneBy({ customer_id: customerId })
  }

  async save(
    customerId: string,
    { topics, quiet_from, quiet_to, time_zone }: Omit<NotificationPreference, "customer_id" | "created_at" | "updated_at">,
  ): Promise<void> {
    await this.#db.query(
      `INSERT INTO notification_preference (customer_id, topics, quiet_from, quiet_to, time_zone)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (customer_id) DO UPDATE
          SET topics = $2, quiet_from = $3, quiet_to = $4, time_zone = $5, updated_at = now()`,
      [customerId, JSON.stringify(topics), quiet_from, quiet_to, time_zone],
    )
  }

  async remove(customerId: string): Promise<void> {
    await this.#db.query(`DELETE FROM notification_preference WHERE customer_id = $1`, [customerId])
  }

  /** Switches one topic off on one channel and leaves all else as it is. */
  async optOut(customerId: string, topic: string, channel: string): Promise<void> {
    await this.#db.query(
      `INSERT INTO notification_preference AS known (customer_id, topics)
       VALUES ($1, jsonb_build_object($2::text, jsonb_build_object($3::text, false)))
       ON CONFLICT (customer_id) DO UPDATE
          SET topics = known.topics || jsonb_build_object($2::text,
                COALESCE(known.topics -> $2, '{}') || jsonb_build_object($3::text, false)),
              updated_at = now()`,
      [customerId, topic, channel],
    )
  }
}
