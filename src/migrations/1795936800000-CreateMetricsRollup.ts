import type { MigrationInterface, QueryRunner } from "typeorm"

/** The figures of each day that is over, so that a report of months reads a few thousand rows instead of every message and event. */
export class CreateMetricsRollup1795936800000 implements MigrationInterface {
  readonly name = "CreateMetricsRollup1795936800000"

  async up(queryRunner: QueryRunner): Promise<void> {
    // A day is in it once its cells are written. Up to `checked_at`, they hold every change of its rows.
    await queryRunner.query(`
      CREATE TABLE payment_metric_day (
        day date PRIMARY KEY,
        checked_at timestamptz NOT NULL
      )`)
    // Rows of a day with the same value, state and order of magnitude of their duration; the durations themselves, in microseconds
    // and ascending, because a percentile of several days is none of their percentiles.
    await queryRunner.query(`
      CREATE TABLE payment_metric_cell (
        day date NOT NULL REFERENCES payment_metric_day (day) ON DELETE CASCADE,
        figure text NOT NULL CHECK (figure IN ('events', 'attempts', 'messages')),
        dimension text NOT NULL,
        value text,
        state text,
        delivered boolean NOT NULL,
        slot integer,
        n integer NOT NULL,
        seconds numeric,
        durations bigint[]
      )`)
    await queryRunner.query(`CREATE INDEX payment_metric_cell_day ON payment_metric_cell (figure, day)`)
    await queryRunner.query(`CREATE INDEX payment_metric_cell_of_day ON payment_metric_cell (day)`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE payment_metric_cell`)
    await queryRunner.query(`DROP TABLE payment_metric_day`)
  }
}
