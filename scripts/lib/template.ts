import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { filesBelow } from "./files"
import { timed } from "./log"
import { run } from "./medusa"
import { root, storeDir } from "./paths"
import { createDatabase, dropDatabase, listDatabases, renameDatabase, type Server } from "./postgres"

/** The prefix of every database that we make. */
export const DATABASE_PREFIX = "payment_notifications_"

const PREFIX = `${DATABASE_PREFIX}template_`

/**
 * Name of a migrated and seeded database to copy from, made on first use. The name is a hash of its inputs, so a changed
 * migration or seed makes a new one and an unchanged one costs nothing.
 */
export async function ensureTemplate(pg: Server): Promise<string> {
  const name = PREFIX + fingerprint()
  const known = await listDatabases(pg, PREFIX)
  if (known.includes(name)) return name
  // Another checkout may be at work on a user's own server.
  if (pg.embedded) for (const old of known) await dropDatabase(pg, old)
  const draft = `${PREFIX}draft_${process.pid}`
  await dropDatabase(pg, draft)
  const DATABASE_URL = await createDatabase(pg, draft)
  // With the plugin always on: tables that it does not know do not disturb a store without it.
  const plugin = { PAYMENT_NOTIFICATIONS: "on", PAYMENT_NOTIFICATIONS_OPTIONS: "{}" }
  const env = { DATABASE_URL, ADMIN: "off", GATEWAY_URL: "http://127.0.0.1:9", ...plugin }
  await timed("migrate", () => run(["db:migrate", "--execute-all-links", "--skip-scripts"], env))
  await timed("seed", () => run(["exec", "./src/scripts/seed.ts"], env))
  await renameDatabase(pg, draft, name)
  return name
}

/**
 * Drops the databases that a killed run left behind on an embedded server, which is this process's alone. On a user's own server
 * the same names may belong to a run that is still going on, so nothing is touched there.
 */
export async function dropLeftovers(pg: Server): Promise<void> {
  if (!pg.embedded) return
  for (const name of await listDatabases(pg, DATABASE_PREFIX)) if (!name.startsWith(PREFIX)) await dropDatabase(pg, name)
}

function fingerprint(): string {
  const hash = createHash("sha256")
  const inputs = [
    path.join(root, "node_modules", "@medusajs", "medusa", "package.json"),
    path.join(storeDir, "medusa-config.ts"),
    ...filesBelow(path.join(storeDir, "src")),
    ...["migrations", "modules", "links"].flatMap((folder) => filesBelow(path.join(root, "src", folder))),
  ]
  for (const file of inputs) hash.update(path.relative(root, file)).update(fs.readFileSync(file))
  return hash.digest("hex").slice(0, 16)
}
