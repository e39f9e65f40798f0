import type { MigrationInterface, QueryRunner } from "typeorm"

const check = (states: readonly string[]): string => `CHECK (state IN (${states.map((state) => `'${state}'`).join(", ")}))`

const BEFORE = ["warning", "opened", "under_review", "won", "lost"]
const AFTER = ["warning", "opened", "under_review", "closed", "won", "lost"]

/** A payer can pay a fee on top of the order's sum; a dispute can end without a winner, be lost in part, and be paid out as a refund. */
export class AddDisputeOutcome1795677600000 implements MigrationInterface {
  readonly name = "AddDisputeOutcome1795677600000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE payment_dispute
        ADD COLUMN opened_at timestamptz,
        ADD COLUMN lost_amount bigint,
        ADD COLUMN settled_by_refund boolean NOT NULL DEFAULT false,
        DROP CONSTRAINT payment_dispute_state_check,
        ADD CONSTRAINT payment_dispute_state_check ${check(AFTER)}
    `)
    await queryRunner.query(`ALTER TABLE payment_record ADD COLUMN payer_fee bigint NOT NULL DEFAULT 0`)
  }

  /** The version before takes a closed dispute for a won one: in both, the merchant keeps the money. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payment_record DROP COLUMN payer_fee`)
    await queryRunner.query(`UPDATE payment_dispute SET state = 'won' WHERE state = 'closed'`)
    await queryRunner.query(`
      ALTER TABLE payment_dispute
        DROP COLUMN opened_at,
        DROP COLUMN lost_amount,
        DROP COLUMN settled_by_refund,
        DROP CONSTRAINT payment_dispute_state_check,
        ADD CONSTRAINT payment_dispute_state_check ${check(BEFORE)}
    `)
  }
}
