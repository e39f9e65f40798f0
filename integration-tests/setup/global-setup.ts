import { buildWhenOutdated } from "../../scripts/lib/build"
import { cleanUp, cleanUpOnSignals } from "../../scripts/lib/clean-up"
import { dropDatabase, listDatabases, startPostgres } from "../../scripts/lib/postgres"
import { ensureTemplate } from "../../scripts/lib/template"
import { publishContext } from "./context"
import { TEST_DATABASE_PREFIX } from "./database"

/** Once per jest run: plugin built, PostgreSQL up (`TEST_DATABASE_URL`'s, else an embedded one), template migrated and seeded. */
export default async function globalSetup(): Promise<void> {
  cleanUpOnSignals()
  try {
    await buildWhenOutdated({ admin: false })
    const serverUrl = process.env.TEST_DATABASE_URL
    const pg = await startPostgres(serverUrl ? { serverUrl } : { durable: false })
    const template = await ensureTemplate(pg)
    // What an interrupted run left behind; on a server of the user's it may belong to a run that is still going on.
    if (pg.embedded) for (const name of await listDatabases(pg, TEST_DATABASE_PREFIX)) await dropDatabase(pg, name)
    publishContext({ serverUrl: pg.url("postgres"), template })
  } catch (error) {
    await cleanUp() // jest runs no teardown when the setup fails
    throw error
  }
}
