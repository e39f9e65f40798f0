import type { MigrationInterface, QueryRunner } from "typeorm"

/** A person who accepts money whose sum nobody reported says the sum, in integer minor units of the item's currency. */
export class AddDecisionAmount1795764000000 implements MigrationInterface {
  readonly name = "AddDecisionAmount1795764000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payment_attention_decision ADD COLUMN amount bigint`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE payment_attention_decision DROP COLUMN amount`)
  }
}
