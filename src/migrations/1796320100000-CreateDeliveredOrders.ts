import type { MigrationInterface, QueryRunner } from "typeorm"

/** The orders that a platform has had a state of, for when the deliveries that say so are pruned. */
export class CreateDeliveredOrders1796320100000 implements MigrationInterface {
  readonly name = "CreateDeliveredOrders1796320100000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE delivered_order (
         destination_id text NOT NULL,
         order_id text NOT NULL,
         created_at timestamptz NOT NULL DEFAULT now(),
         PRIMARY KEY (destination_id, order_id)
       )`,
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE delivered_order`)
  }
}
