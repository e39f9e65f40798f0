import type { MigrationInterface, QueryRunner } from "typeorm"

/** A destination counts the deliveries that were given up, and how many of them the merchant was notified of. */
export class CountGivenUp1796320000000 implements MigrationInterface {
  readonly name = "CountGivenUp1796320000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE delivery_destination
         ADD COLUMN given_up integer NOT NULL DEFAULT 0, ADD COLUMN given_up_noticed integer NOT NULL DEFAULT 0`,
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE delivery_destination DROP COLUMN given_up, DROP COLUMN given_up_noticed`)
  }
}
