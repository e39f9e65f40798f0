import type { DataSource } from "typeorm"
import { ANSWERABLE } from "../domain/disputes"
import { PaymentDisputeEntity, type PaymentDispute } from "./entities"
import { sqlList } from "./queues/states"

/** A dispute whose deadline is so near that the merchant must be reminded; `hours` is the span that has begun. */
export type DueDispute = PaymentDispute & { readonly hours: number; readonly evidence_due_by: Date }

/** Deadlines of disputes, by the database's clock. */
export class DisputeRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  find(id: string): Promise<PaymentDispute | null> {
    return this.#db.getRepository(PaymentDisputeEntity).findOneBy({ id })
  }

  /** Whether the deadline of a dispute lies behind; undefined where there is no dispute or no deadline. */
  async isDeadlineOver(id: string): Promise<boolean | undefined> {
    const [row] = await this.#db.query(`SELECT evidence_due_by <= now() AS is_over FROM payment_dispute WHERE id = $1`, [id])
    return row?.is_over ?? undefined
  }

  /**
   * Disputes that can still be answered, and whose merchant was not reminded since the latest of these spans before the deadline
   * began. Of spans that passed while no process ran, only the latest counts.
   */
  due(hours: readonly number[], limit: number): Promise<DueDispute[]> {
    return this.#db.query(
      `SELECT dispute.*, min(span) AS hours
         FROM payment_dispute AS dispute, unnest($1::int[]) AS span
        WHERE dispute.state IN ${sqlList(ANSWERABLE)} AND dispute.evidence_due_by > now()
          AND dispute.evidence_due_by - make_interval(hours => span) <= now()
        GROUP BY dispute.id
       HAVING dispute.reminded_at IS NULL OR dispute.reminded_at < dispute.evidence_due_by - make_interval(hours => min(span))
        ORDER BY dispute.evidence_due_by
        LIMIT $2`,
      [hours, limit],
    )
  }

  /** Marks nothing if the deadline has changed meanwhile: nobody was reminded of the new one. A Date is exact to the millisecond only. */
  async markReminded({ id, evidence_due_by }: Pick<DueDispute, "id" | "evidence_due_by">): Promise<void> {
    await this.#db.query(
      `UPDATE payment_dispute SET reminded_at = now()
        WHERE id = $1 AND evidence_due_by - $2::timestamptz BETWEEN interval '-1 ms' AND interval '1 ms'`,
      [id, evidence_due_by],
    )
  }
}
