import type { DataSource } from "typeorm"
import { NotificationPreferenceEntity, type NotificationPreference } from "./entities"

/** The customers' notification preferences. */
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

  /** Switches one topic off on these channels and leaves all else as it is. */
  async optOut(customerId: string, topic: string, channels: readonly string[]): Promise<void> {
    await this.#db.query(
      `INSERT INTO notification_preference AS known (customer_id, topics)
       SELECT $1, jsonb_build_object($2::text, jsonb_object_agg(name, false)) FROM unnest($3::text[]) AS name
       ON CONFLICT (customer_id) DO UPDATE
          SET topics = known.topics || jsonb_build_object($2::text,
                COALESCE(known.topics -> $2, '{}') || (EXCLUDED.topics -> $2)),
              updated_at = now()`,
      [customerId, topic, channels],
    )
  }
}
