import type { MigrationInterface, QueryRunner } from "typeorm"

/**
 * A refund that Medusa carried out and could not record is finished later: by this time, and not before core has had its own.
 * Refunds that were reported before the migration get no time. Their orders may have been put right by hand since, and a transaction,
 * a credit line and a `payment.refunded` of months ago are worse than an order that shows what it showed yesterday. To replay the
 * refund's event finishes one of them.
 */
export class AddRefundsDueAt1795766000000 implements MigrationInterface {
  readonly name = "AddRefundsDueAt1795766000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payment_record ADD COLUMN refunds_due_at timestamptz`)
    await queryRunner.query(
      `CREATE INDEX payment_record_refunds_due ON payment_record (refunds_due_at) WHERE refunds_due_at IS NOT NULL`,
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payment_record DROP COLUMN refunds_due_at`)
  }
}
