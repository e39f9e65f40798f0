import type { MigrationInterface, QueryRunner } from "typeorm"

/** The figures of the option `consumers`: one row for each, which the processes that consume write together. */
export class CreateConsumerFigures1796330000000 implements MigrationInterface {
  readonly name = "CreateConsumerFigures1796330000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE payment_consumer (
         id text PRIMARY KEY,
         taken bigint NOT NULL DEFAULT 0,
         refused bigint NOT NULL DEFAULT 0,
         failed bigint NOT NULL DEFAULT 0,
         last_message_at timestamptz,
         last_fault_at timestamptz,
         last_fault text,
         waiting bigint,
         subscribed_at timestamptz,
         seen_at timestamptz NOT NULL DEFAULT now()
       )`,
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE payment_consumer`)
  }
}
