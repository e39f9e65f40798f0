import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"
import { Client, type Pool } from "pg"
import { root } from "../../scripts/lib/paths"
import { createDatabase, dropDatabase, listDatabases, onServer, renameDatabase, type Server } from "../../scripts/lib/postgres"

/**
 * Lets a test step the database's clock: `now()` without a schema is ours where `test_clock` comes first in the search path, and so
 * are the plugin's column defaults. Medusa sets its own search path, and keeps the real time.
 */
const INSTALL = `
  CREATE SCHEMA test_clock;
  CREATE TABLE test_clock.ahead (by interval NOT NULL);
  INSERT INTO test_clock.ahead VALUES ('0');
  CREATE FUNCTION test_clock.now() RETURNS timestamptz STABLE PARALLEL SAFE LANGUAGE plpgsql
    AS 'BEGIN RETURN pg_catalog.now() + (SELECT by FROM test_clock.ahead); END';
  CREATE FUNCTION test_clock.clock_timestamp() RETURNS timestamptz VOLATILE PARALLEL SAFE LANGUAGE plpgsql
    AS 'BEGIN RETURN pg_catalog.clock_timestamp() + (SELECT by FROM test_clock.ahead); END';
  DO $$
  DECLARE line text;
  BEGIN
    FOR line IN
      SELECT format('ALTER TABLE %I ALTER %I SET DEFAULT test_clock.now()', relname, attname)
        FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum JOIN pg_class ON pg_class.oid = adrelid
       WHERE relnamespace = 'public'::regnamespace AND pg_get_expr(adbin, adrelid) = 'now()' AND relname IN (%TABLES%)
    LOOP EXECUTE line; END LOOP;
  END $$`

/** A template like this one, with the clock in it. It is named after both, so that it is made once. */
export async function ensureClockTemplate(pg: Server, template: string): Promise<string> {
  const schema = readFileSync(path.join(root, "schema.sql"), "utf8")
  const tables = [...schema.matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name]) => `'${name}'`)
  const install = INSTALL.replace("%TABLES%", tables.join(", "))
  const name = `${template}_${createHash("sha256").update(install).digest("hex").slice(0, 8)}`
  if ((await listDatabases(pg, name)).length) return name
  const draft = `${name}_${process.pid}`
  await dropDatabase(pg, draft)
  const client = new Client({ connectionString: await createDatabase(pg, draft, template) })
  await client.connect()
  await client.query(install)
  await client.end()
  await renameDatabase(pg, draft, name)
  return name
}

/** From the next connection on, the database uses its template's clock. */
export const startTestClock = (pg: Server, database: string): Promise<unknown> =>
  onServer(pg, `ALTER DATABASE "${database}" SET search_path = test_clock, public, pg_catalog`)

/** Steps the clock ahead; it never goes back. */
export async function stepTestClock(db: Pick<Pool, "query">, seconds: number): Promise<void> {
  if (seconds < 0) throw new Error("a clock does not go back")
  await db.query(`UPDATE test_clock.ahead SET by = by + make_interval(secs => $1)`, [seconds])
}
