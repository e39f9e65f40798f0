import type { MigrationInterface, QueryRunner } from "typeorm"
import { buildIndexes, type Index } from "../services/store/build-indexes"

/** Finds the rows about a person without a look at everybody else's. Runs outside a transaction, as the indexes before it. */
export class AddErasureIndexes1796109600000 implements MigrationInterface {
  readonly name = "AddErasureIndexes1796109600000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await buildIndexes(queryRunner, ADDED)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name] of ADDED) await queryRunner.query(`DROP INDEX IF EXISTS ${name}`)
  }
}

const ADDED: readonly Index[] = [
  // Over all rows: PostgreSQL uses no statistics of an index over some of them, and would expect hundreds for each address.
  ["payment_notification_address", "payment_notification", "(lower(recipient))"],
  ["payment_attention_record", "payment_attention", "(payment_record_id) WHERE payment_record_id IS NOT NULL"],
  ["reconciliation_finding_record", "reconciliation_finding", "(payment_record_id) WHERE payment_record_id IS NOT NULL"],
  ["payment_method_use_record", "payment_method_use", "(payment_record_id)"],
  // An event about a saved card names none of our rows; there is little of it, and retention ends it.
  ["payment_webhook_event_method", "payment_webhook_event", "(account) WHERE fact LIKE 'payment_method.%'"],
]
