import type { MigrationInterface, QueryRunner } from "typeorm"
import { buildIndexes, type Index } from "../services/store/build-indexes"

const ADDED: readonly Index[] = [["payment_transition_created", "payment_transition", "(created_at, id)"]]

/** Finds the transitions since a time, for a destination that they were never sent to. Runs outside a transaction. */
export class AddTransitionAge1796200100000 implements MigrationInterface {
  readonly name = "AddTransitionAge1796200100000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await buildIndexes(queryRunner, ADDED)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name] of ADDED) await queryRunner.query(`DROP INDEX IF EXISTS ${name}`)
  }
}
