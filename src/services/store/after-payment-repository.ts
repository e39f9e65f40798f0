import type { DataSource } from "typeorm"
import type { PaymentTransition } from "./entities"
import { claimDue } from "./queues/lease"

const CLAIM = `${claimDue({
  table: "payment_transition",
  key: "id",
  due: "after_payment_due_at",
  attempts: "after_payment_attempts",
  // Its domain event goes out first.
  where: "announced_at IS NOT NULL",
})} SELECT * FROM claimed`

/** Transitions whose after-payment work is not done. The row is the job: claimed with a lease, done, put off, or given up. */
export class AfterPaymentRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Claims the transition that has waited longest, once its domain event is out; undefined if none is due. */
  async claim(leaseSeconds: number): Promise<PaymentTransition | undefined> {
    const [claimed] = await this.#db.query(CLAIM, [1, leaseSeconds])
    return claimed
  }

  async complete(id: string): Promise<void> {
    await this.#db.query(
      `UPDATE payment_transition SET after_payment_done_at = now(), after_payment_due_at = NULL WHERE id = $1`,
      [id],
    )
  }

  /** Retries it later; one that has succeeded meanwhile stays done. */
  async putOff(id: string, seconds: number): Promise<void> {
    await this.#db.query(
      `UPDATE payment_transition SET after_payment_due_at = now() + make_interval(secs => $2) WHERE id = $1 AND after_payment_done_at IS NULL`,
      [id, seconds],
    )
  }

  async giveUp(id: string): Promise<void> {
    await this.#db.query(`UPDATE payment_transition SET after_payment_due_at = NULL WHERE id = $1`, [id])
  }
}
