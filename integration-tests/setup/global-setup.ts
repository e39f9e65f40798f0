import { buildPlugin } from "../../scripts/lib/build"
import { cleanUp, cleanUpOnSignals } from "../../scripts/lib/clean-up"
import { startPostgres } from "../../scripts/lib/postgres"
import { dropLeftovers, ensureTemplate } from "../../scripts/lib/template"
import { publishContext } from "./context"
import { startKeeper } from "./keeper"
import { ensureClockTemplate } from "./test-clock"

/** Once per jest run: plugin built, PostgreSQL up (`TEST_DATABASE_URL`'s, else an embedded one), template migrated and seeded. */
export default async function globalSetup(): Promise<void> {
  cleanUpOnSignals()
  try {
    await buildPlugin()
    const serverUrl = process.env.TEST_DATABASE_URL
    const pg = await startPostgres(serverUrl ? { serverUrl } : { durable: false })
    await dropLeftovers(pg)
    const template = await ensureClockTemplate(pg, await ensureTemplate(pg))
    publishContext({ serverUrl: pg.url("postgres"), template, keeperUrl: await startKeeper() })
  } catch (error) {
    await cleanUp() // jest runs no teardown when the setup fails
    throw error
  }
}
