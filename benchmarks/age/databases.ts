import { createHash } from "node:crypto"
import { Client } from "pg"
import { onExit } from "../../scripts/lib/clean-up"
import { timed } from "../../scripts/lib/log"
import { createDatabase, dropDatabase, listDatabases, renameDatabase, type Server } from "../../scripts/lib/postgres"
import { DATABASE_PREFIX } from "../../scripts/lib/template"
import { fill } from "./fill"
import { close, type Plugin, type Services } from "./plugin"

/** A store whose tables are full and one of today, of the same checkout. */
export interface Aged {
  readonly full: Services
  readonly empty: Services
  /** Drops both; what `prepareAged` filled stays for the next run. */
  close(): Promise<void>
}

/** Fills a database for later runs to copy, unless it is there. */
export async function prepareAged(pg: Server, plugin: Plugin, events: number): Promise<string> {
  const name = nameOf(plugin, `${events}`)
  if ((await listDatabases(pg, name)).length) return name
  const draft = nameOf(plugin, "draft")
  await dropDatabase(pg, draft)
  const url = await createDatabase(pg, draft)
  await plugin.migrate(url)
  const client = new Client({ connectionString: url })
  await client.connect()
  await timed(`${plugin.name}: ${events} events`, () => fill(client, events))
  await client.end()
  await renameDatabase(pg, draft, name)
  return name
}

export async function openAged(pg: Server, plugin: Plugin, events: number): Promise<Aged> {
  const known = await listDatabases(pg, nameOf(plugin, ""))
  const filled = await prepareAged(pg, plugin, events)
  const [full, empty] = [nameOf(plugin, "full"), nameOf(plugin, "empty")]
  const drop = async () => {
    for (const name of [full, empty]) await dropDatabase(pg, name)
    if (!known.includes(filled)) await dropDatabase(pg, filled)
  }
  onExit(drop)
  for (const name of [full, empty]) await dropDatabase(pg, name)
  const url = await timed(`${plugin.name}: copied`, () => createDatabase(pg, full, filled))
  await plugin.migrate(await createDatabase(pg, empty))
  const services = { full: await plugin.open(url), empty: await plugin.open(pg.url(empty)) }
  return {
    ...services,
    close: async () => {
      for (const opened of Object.values(services)) await close(opened)
      await drop()
    },
  }
}

/** Of one checkout and number alone; tests drop it as a left-over. */
const nameOf = ({ name, folder }: Plugin, what: string): string =>
  `${DATABASE_PREFIX}age_${name}_${createHash("sha256").update(folder).digest("hex").slice(0, 8)}_${what}`
