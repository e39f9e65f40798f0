import type { MigrationInterface, QueryRunner } from "typeorm"

const TABLE = "payment_webhook_event"
const CHECK = "payment_webhook_event_source_check"

const sources = (...names: string[]): string => `
  ALTER TABLE ${TABLE} DROP CONSTRAINT IF EXISTS ${CHECK},
    ADD CONSTRAINT ${CHECK} CHECK (source IN (${names.map((name) => `'${name}'`).join(", ")})) NOT VALID`

/**
 * Test calls of a person become events of a source of their own: they are none of the provider's webhooks. Runs outside a transaction,
 * so that the rows are looked through beside the traffic.
 */
export class AllowTestEvents1796351000000 implements MigrationInterface {
  readonly name = "AllowTestEvents1796351000000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(sources("webhook", "reconciliation", "test"))
    await queryRunner.query(`ALTER TABLE ${TABLE} VALIDATE CONSTRAINT ${CHECK}`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM ${TABLE} WHERE source = 'test'`)
    await queryRunner.query(sources("webhook", "reconciliation"))
    await queryRunner.query(`ALTER TABLE ${TABLE} VALIDATE CONSTRAINT ${CHECK}`)
  }
}
