import type { MigrationInterface, QueryRunner } from "typeorm"

const figures = (...names: string[]): string => `
  ALTER TABLE payment_metric_cell DROP CONSTRAINT payment_metric_cell_figure_check,
    ADD CONSTRAINT payment_metric_cell_figure_check CHECK (figure IN (${names.map((name) => `'${name}'`).join(", ")}))`

/** Counted days of reports count deliveries, too. Days that were counted before have none. */
export class CountDeliveries1796310000000 implements MigrationInterface {
  readonly name = "CountDeliveries1796310000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(figures("events", "attempts", "messages", "deliveries"))
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM payment_metric_cell WHERE figure = 'deliveries'`)
    await queryRunner.query(figures("events", "attempts", "messages"))
  }
}
