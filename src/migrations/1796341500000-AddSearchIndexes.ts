import type { MigrationInterface, QueryRunner } from "typeorm"
import { buildIndexes, dropIndexes, type Index } from "../services/store/build-indexes"

const ADDED: readonly Index[] = [
  ["payment_record_provider_id", "payment_record", "(provider_payment_id text_pattern_ops, account)"],
  ["payment_webhook_event_event_id", "payment_webhook_event", "(event_id text_pattern_ops)"],
]

const REPLACED: readonly Index[] = [
  ["payment_record_of_provider", "payment_record", "(provider_payment_id, account)"],
  ["payment_webhook_event_by_event_id", "payment_webhook_event", "(event_id)"],
]

/**
 * Finds payments and events by the beginning of the provider's id, for the dashboard's search. An index by characters finds the whole id as
 * well, so that none is added: each takes the place of one by the database's collation. Runs outside a transaction.
 */
export class AddSearchIndexes1796341500000 implements MigrationInterface {
  readonly name = "AddSearchIndexes1796341500000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await buildIndexes(queryRunner, ADDED)
    await dropIndexes(queryRunner, REPLACED)
  }

  /** Medusa undoes a migration within a transaction: the indexes of before are built with the table locked. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, table, on] of REPLACED) await queryRunner.query(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} ${on}`)
    for (const [name] of ADDED) await queryRunner.query(`DROP INDEX IF EXISTS ${name}`)
  }
}
