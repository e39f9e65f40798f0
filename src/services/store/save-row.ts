import type { EntityManager, EntitySchema, ObjectLiteral } from "typeorm"

/** Times that the database's clock writes. */
type Stamps = "created_at" | "updated_at"

/** Columns of an entity, in the order of its declaration. */
export function columnsOf<Row extends ObjectLiteral>({ options }: EntitySchema<Row>): Array<keyof Row & string> {
  return Object.keys(options.columns) as Array<keyof Row & string>
}

/**
 * The statement that saves one row of an entity by its id, and answers the row: a new one, or the one that is there with every column
 * changed but `created_at` and those in `kept`. The clock is read at the write: who has waited for a lock writes a later time than who
 * held it, which the transaction's own time would not.
 */
export function saveRow<
  Row extends ObjectLiteral & { id: string; created_at: Date; updated_at: Date },
  Kept extends keyof Row & string = never,
>(
  entity: EntitySchema<Row>,
  kept: readonly Kept[] = [],
): (manager: EntityManager, row: Omit<Row, Stamps | Kept>) => Promise<Row> {
  const unwritten = new Set<string>(["created_at", "updated_at", ...kept])
  const columns = columnsOf(entity).filter((column) => !unwritten.has(column))
  const statement = `
    INSERT INTO ${entity.options.tableName} (${columns.join(", ")}, created_at, updated_at)
    VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")}, clock_timestamp(), clock_timestamp())
    ON CONFLICT (id) DO UPDATE
      SET ${columns.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}, updated_at = EXCLUDED.updated_at
    RETURNING *`
  return async (manager, row) => {
    const [saved] = await manager.query(
      statement,
      columns.map((column) => (row as Partial<Row>)[column] ?? null),
    )
    return saved
  }
}
