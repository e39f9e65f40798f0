import { randomBytes } from "node:crypto"
import { createDatabase, dropDatabase, serverAt } from "../../scripts/lib/postgres"
import { DATABASE_PREFIX } from "../../scripts/lib/template"
import { readContext } from "./context"
import { startTestClock } from "./test-clock"

export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** A database of the spec's own: a copy of the migrated and seeded template, whose clock can be stepped, or an empty one. */
export async function createTestDatabase({ empty = false }: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { serverUrl, template } = readContext()
  const pg = serverAt(serverUrl)
  const name = `${DATABASE_PREFIX}test_${randomBytes(6).toString("hex")}`
  const url = await createDatabase(pg, name, empty ? undefined : template)
  if (!empty) await startTestClock(pg, name)
  return { url, drop: () => dropDatabase(pg, name) }
}
