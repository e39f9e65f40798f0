import type { MigrationInterface, QueryRunner } from "typeorm"

/** Marks a dead message once it is settled whether another one goes out for it: whatever a crash leaves unmarked, the sweep finds. */
export class AddFailedOverAt1795504800000 implements MigrationInterface {
  readonly name = "AddFailedOverAt1795504800000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payment_notification ADD COLUMN failed_over_at timestamptz`)
    // Up to here the other message was written with the death itself: a second one would tell people again what is long past.
    await queryRunner.query(`UPDATE payment_notification SET failed_over_at = updated_at WHERE state = 'dead'`)
    await queryRunner.query(
      `CREATE INDEX payment_notification_failover ON payment_notification (updated_at)
         WHERE state = 'dead' AND failed_over_at IS NULL`,
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX payment_notification_failover`)
    await queryRunner.query(`ALTER TABLE payment_notification DROP COLUMN failed_over_at`)
  }
}
