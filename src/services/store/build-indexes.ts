import type { QueryRunner } from "typeorm"

/** An index of a migration: its name, its table, and what follows the table's name in `CREATE INDEX`. */
export type Index = readonly [name: string, table: string, on: string]

/** A table of this size is read within a moment: its index is built at once, and nobody notices the lock. */
const SMALL_BYTES = 8 * 1024 * 1024

/**
 * Builds indexes outside a transaction. On a large table they are built beside the traffic (CONCURRENTLY): webhooks are recorded
 * meanwhile. One that an interrupted build left invalid is built anew; one that is there is kept, so that the migration can be run
 * again.
 */
export async function buildIndexes(queryRunner: QueryRunner, indexes: readonly Index[]): Promise<void> {
  for (const [name, table, on] of indexes) {
    const [known] = await queryRunner.query(`SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)`, [name])
    if (known?.valid) continue
    const how = await beside(queryRunner, table)
    if (known) await queryRunner.query(`DROP INDEX ${how} ${name}`)
    await queryRunner.query(`CREATE INDEX ${how} ${name} ON ${table} ${on}`)
  }
}

/** Drops indexes that another one has taken the place of, outside a transaction. */
export async function dropIndexes(queryRunner: QueryRunner, indexes: readonly Index[]): Promise<void> {
  for (const [name, table] of indexes) {
    await queryRunner.query(`DROP INDEX ${await beside(queryRunner, table)} IF EXISTS ${name}`)
  }
}

async function beside(queryRunner: QueryRunner, table: string): Promise<"" | "CONCURRENTLY"> {
  const [{ bytes }] = await queryRunner.query(`SELECT pg_relation_size(to_regclass($1)) AS bytes`, [table])
  return Number(bytes) > SMALL_BYTES ? "CONCURRENTLY" : ""
}
