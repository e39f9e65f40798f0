import type { DataSource } from "typeorm"
import type { PushSubscription } from "./entities"
import { advisoryLock } from "./queues/advisory-lock"
import { rowId } from "./row-id"

/** Devices that one customer may have; the one not seen for the longest time makes room. */
export const MOST_DEVICES = 20

export type NewPushSubscription = Pick<PushSubscription, "customer_id" | "endpoint" | "p256dh" | "auth"> &
  Partial<Pick<PushSubscription, "user_agent" | "locale" | "expires_at">>

/** The browsers on which customers want to be notified. */
export class PushSubscriptionRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * Saves a browser's subscription; a known endpoint is updated. It belongs to the customer who is signed in now. If that is
   * another customer than before, it gets a new id: messages for its former owner must not reach it.
   */
  async register({ customer_id, ...given }: NewPushSubscription): Promise<PushSubscription> {
    return this.#db.transaction(async (manager) => {
      // One at a time per customer, so that the count holds.
      await advisoryLock(manager, `push-subscription:${customer_id}`)
      const [row] = await manager.query(
        `INSERT INTO push_subscription AS known
           (id, customer_id, endpoint, p256dh, auth, user_agent, locale, expires_at, created_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), clock_timestamp())
         ON CONFLICT ON CONSTRAINT push_subscription_endpoint DO UPDATE SET
           id = CASE WHEN known.customer_id = EXCLUDED.customer_id THEN known.id ELSE EXCLUDED.id END,
           created_at = CASE WHEN known.customer_id = EXCLUDED.customer_id THEN known.created_at ELSE EXCLUDED.created_at END,
           customer_id = EXCLUDED.customer_id, p256dh = EXCLUDED.p256dh, auth = EXCLUDED.auth,
           user_agent = EXCLUDED.user_agent, locale = EXCLUDED.locale, expires_at = EXCLUDED.expires_at,
           last_seen_at = EXCLUDED.last_seen_at
         RETURNING *`,
        [
          rowId("psub"),
          customer_id,
          given.endpoint,
          given.p256dh,
          given.auth,
          given.user_agent ?? null,
          given.locale ?? null,
          given.expires_at ?? null,
        ],
      )
      await manager.query(
        `DELETE FROM push_subscription WHERE customer_id = $1 AND id NOT IN (
           SELECT id FROM push_subscription WHERE customer_id = $1 ORDER BY last_seen_at DESC, id DESC LIMIT $2)`,
        [customer_id, MOST_DEVICES],
      )
      return row
    })
  }

  /** The browsers of a customer that can still be reached, last seen first. */
  listByCustomer(customerId: string): Promise<PushSubscription[]> {
    return this.#db.query(
      `SELECT * FROM push_subscription WHERE customer_id = $1 AND (expires_at IS NULL OR expires_at > now())
        ORDER BY last_seen_at DESC, id DESC`,
      [customerId],
    )
  }

  /** Undefined if it is gone, or if it belongs to another customer now. */
  async find(id: string): Promise<PushSubscription | undefined> {
    const [row] = await this.#db.query(`SELECT * FROM push_subscription WHERE id = $1`, [id])
    return row
  }

  /** Forgets a browser that its push service calls gone. */
  async remove(endpoint: string): Promise<void> {
    await this.#db.query(`DELETE FROM push_subscription WHERE endpoint = $1`, [endpoint])
  }

  /** Forgets every browser of a customer. */
  async removeAll(customerId: string): Promise<void> {
    await this.#db.query(`DELETE FROM push_subscription WHERE customer_id = $1`, [customerId])
  }

  /** Forgets a browser for its customer; `false` if the customer has no such browser. */
  async removeOwn(customerId: string, id: string): Promise<boolean> {
    const [rows] = await this.#db.query(`DELETE FROM push_subscription WHERE customer_id = $1 AND id = $2 RETURNING id`, [
      customerId,
      id,
    ])
    return rows.length > 0
  }
}
