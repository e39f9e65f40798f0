import type { DataSource } from "typeorm"
import type { PaymentTransition } from "./entities"

/** Which moves are still to be followed up. The row is the job: claimed with a lease, done, put off, or given up. */
export class FollowUpRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Takes the move that has waited longest, once its domain event is out; undefined when none is due. */
  async claim(leaseSeconds: number): Promise<PaymentTransition | undefined> {
    const [rows] = await this.#db.query(
      `WITH due AS (
         SELECT id FROM payment_transition
          WHERE follow_up_due_at <= now() AND announced_at IS NOT NULL
          ORDER BY follow_up_due_at
          LIMIT 1
          FOR UPDATE SKIP LOCKED)
       UPDATE payment_transition AS move
          SET follow_up_attempts = move.follow_up_attempts + 1, follow_up_due_at = now() + make_interval(secs => $1)
         FROM due WHERE move.id = due.id
       RETURNING move.*`,
      [leaseSeconds],
    )
    return rows[0]
  }

  async complete(id: string): Promise<void> {
    await this.#db.query(`UPDATE payment_transition SET followed_up_at = now(), follow_up_due_at = NULL WHERE id = $1`, [id])
  }

  /** Tried again later; one that has succeeded meanwhile stays done. */
  async putOff(id: string, seconds: number): Promise<void> {
    await this.#db.query(
      `UPDATE payment_transition SET follow_up_due_at = now() + make_interval(secs => $2) WHERE id = $1 AND followed_up_at IS NULL`,
      [id, seconds],
    )
  }

  async giveUp(id: string): Promise<void> {
    await this.#db.query(`UPDATE payment_transition SET follow_up_due_at = NULL WHERE id = $1`, [id])
  }
}
