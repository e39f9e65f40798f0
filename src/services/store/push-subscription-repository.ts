import { IsNull, Raw, type DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import { PushSubscriptionEntity, type PushSubscription } from "./entities"
import { FORGET_OLDEST, REGISTER } from "./push-subscription.sql"
import { advisoryLock } from "./queues/advisory-lock"
import { rowId } from "./row-id"
import { columnsOf } from "./save-row"

/** Devices that one customer may have; the one not seen for the longest time makes room. */
export const MOST_DEVICES = 20

export type NewPushSubscription = Pick<PushSubscription, "customer_id" | "endpoint" | "p256dh" | "auth"> &
  Partial<Pick<PushSubscription, "user_agent" | "locale" | "expires_at">>

/** The entity leaves out endpoint and keys unless they are asked for. */
const WITH_SECRETS = Object.fromEntries(columnsOf(PushSubscriptionEntity).map((column) => [column, true]))

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
      const { endpoint, p256dh, auth, user_agent = null, locale = null, expires_at = null } = given
      const values = [rowId("psub"), customer_id, endpoint, p256dh, auth, user_agent, locale, expires_at]
      const [row] = await manager.query(REGISTER, values)
      await manager.query(FORGET_OLDEST, [customer_id, MOST_DEVICES])
      return row
    })
  }

  /** The browsers of a customer that can still be reached, last seen first. */
  listByCustomer(customerId: string): Promise<PushSubscription[]> {
    return this.#db.getRepository(PushSubscriptionEntity).find({
      select: WITH_SECRETS,
      where: [
        { customer_id: customerId, expires_at: IsNull() },
        { customer_id: customerId, expires_at: Raw((column) => `${column} > now()`) },
      ],
      order: { last_seen_at: "DESC", id: "DESC" },
    })
  }

  /** Undefined if it is gone, or if it belongs to another customer now. */
  async find(id: string): Promise<PushSubscription | undefined> {
    const found = await this.#db.getRepository(PushSubscriptionEntity).findOne({ select: WITH_SECRETS, where: { id } })
    return found ?? undefined
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
    const removed = await changedBy(this.#db, `DELETE FROM push_subscription WHERE customer_id = $1 AND id = $2`, [
      customerId,
      id,
    ])
    return removed > 0
  }
}
