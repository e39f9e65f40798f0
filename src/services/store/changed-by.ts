import type { DataSource, EntityManager } from "typeorm"

/** How many rows an UPDATE or DELETE without RETURNING has changed. TypeORM answers such a statement with a pair. */
export async function changedBy(
  db: Pick<DataSource | EntityManager, "query">,
  statement: string,
  values: readonly unknown[],
): Promise<number> {
  const [, changed]: [unknown, number] = await db.query(statement, [...values])
  return changed
}
