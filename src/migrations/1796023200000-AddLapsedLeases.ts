import type { MigrationInterface, QueryRunner } from "typeorm"

/** Counts the leases of an event that lapsed in a row: its workers end, and no attempt comes to an outcome. */
export class AddLapsedLeases1796023200000 implements MigrationInterface {
  readonly name = "AddLapsedLeases1796023200000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payment_webhook_event ADD COLUMN lapsed_leases int NOT NULL DEFAULT 0`)
    await queryRunner.query(
      `CREATE INDEX payment_webhook_event_suspect ON payment_webhook_event (next_attempt_at)
         WHERE lapsed_leases > 0 AND state IN ('received', 'processing', 'failed')`,
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX payment_webhook_event_suspect`)
    await queryRunner.query(`ALTER TABLE payment_webhook_event DROP COLUMN lapsed_leases`)
  }
}
