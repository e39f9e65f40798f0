import type { MigrationInterface, QueryRunner } from "typeorm"
import { dropIndexes, type Index } from "../services/store/build-indexes"

const DROPPED: readonly Index[] = [
  ["delivery_order", "delivery", "(destination_id, subject, sequence) WHERE state IN ('pending', 'sending', 'failed')"],
]

/**
 * Deliveries of one subject are found by `delivery_of_subject`. Beside `delivery_due` this index was of the same size and began with
 * the same column: PostgreSQL took either for the other, and read all that waited for a destination. Runs outside a transaction.
 */
export class DropDeliveryOrder1796340300000 implements MigrationInterface {
  readonly name = "DropDeliveryOrder1796340300000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await dropIndexes(queryRunner, DROPPED)
  }

  /** Medusa undoes a migration within a transaction: the index is built with the table locked. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, table, on] of DROPPED) await queryRunner.query(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} ${on}`)
  }
}
