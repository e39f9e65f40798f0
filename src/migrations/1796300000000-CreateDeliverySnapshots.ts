import type { MigrationInterface, QueryRunner } from "typeorm"

/** Whole orders as they are sent to agents' platforms, each frozen before its first attempt. */
export class CreateDeliverySnapshots1796300000000 implements MigrationInterface {
  readonly name = "CreateDeliverySnapshots1796300000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE delivery_snapshot`)
  }
}

const UP = [
  `CREATE TABLE delivery_snapshot (
     delivery_id text PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
     destination_id text NOT NULL,
     order_id text NOT NULL,
     body text NOT NULL,
     at timestamptz NOT NULL
   )`,
  // Two states of an order at one time could not be told apart by a platform that drops the older one.
  `CREATE UNIQUE INDEX delivery_snapshot_time ON delivery_snapshot (destination_id, order_id, at)`,
]
