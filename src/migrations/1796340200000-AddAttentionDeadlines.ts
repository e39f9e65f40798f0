import type { MigrationInterface, QueryRunner } from "typeorm"
import { buildIndexes, type Index } from "../services/store/build-indexes"

const ADDED: readonly Index[] = [["payment_attention_due", "payment_attention", "(due_by, id) WHERE state <> 'resolved'"]]

/** Finds the open items by their deadline, for the dashboard's bell. Runs outside a transaction. */
export class AddAttentionDeadlines1796340200000 implements MigrationInterface {
  readonly name = "AddAttentionDeadlines1796340200000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await buildIndexes(queryRunner, ADDED)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name] of ADDED) await queryRunner.query(`DROP INDEX IF EXISTS ${name}`)
  }
}
