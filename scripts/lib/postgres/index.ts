import fs from "node:fs"
import { Client } from "pg"
import { onExit } from "../clean-up"
import { findBinaries } from "./binaries"
import { initCluster, startCluster, SUPERUSER } from "./cluster"
import { unprivilegedUser } from "./run-as"
import { takeSlot } from "./slot"

/** A PostgreSQL server to make databases on. */
export interface Server {
  /** Connection URL of `database`. */
  url(database: string): string
  /** True for our own server, false for one of the user's. */
  readonly embedded: boolean
}

/** A server together with its end. */
export interface Postgres extends Server {
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** URL of a running server to use instead of an embedded one. Only databases that we name are created and dropped on it. */
  serverUrl?: string
  /** Flush commits to disk. Default true. */
  durable?: boolean
}

/** A server that runs already; `serverUrl` may name any database on it. */
export const serverAt = (serverUrl: string, embedded = false): Server => ({
  url: (database) => withDatabase(serverUrl, database),
  embedded,
})

/** Uses the given server, or starts an embedded one that ends with this process. */
export async function startPostgres({ serverUrl, durable = true }: PostgresOptions = {}): Promise<Postgres> {
  if (serverUrl) return { ...serverAt(serverUrl), stop: async () => {} }
  const user = unprivilegedUser()
  const binaries = findBinaries(user)
  const slot = takeSlot(user)
  const start = async () => {
    initCluster(slot.dataDir, binaries, user)
    return startCluster(slot.dataDir, binaries, user, durable)
  }
  const startAfresh = () => {
    // A crash left it half-written: everything in it can be made again.
    fs.rmSync(slot.dataDir, { recursive: true, force: true })
    return start()
  }
  const cluster = await start()
    .catch(startAfresh)
    .catch((error: unknown) => {
      slot.release()
      throw error
    })
  process.once("exit", cluster.kill)
  const stop = async () => {
    process.removeListener("exit", cluster.kill)
    await cluster.stop()
    slot.release()
  }
  onExit(stop)
  const server = `postgres://${SUPERUSER.name}:${SUPERUSER.password}@127.0.0.1:${cluster.port}/postgres`
  return { ...serverAt(server, true), stop }
}

function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.toString()
}

/** Runs one statement on the server's maintenance database. */
export async function onServer<Row extends Record<string, unknown>>(
  pg: Server,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: pg.url("postgres") })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Creates `name`, as a copy of `template` where one is given. */
export async function createDatabase(pg: Server, name: string, template = "template1"): Promise<string> {
  await onServer(pg, `CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(template)}`)
  return pg.url(name)
}

/** Drops `name` if it exists, ending connections to it. */
export async function dropDatabase(pg: Server, name: string): Promise<void> {
  await onServer(pg, `DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`)
}

/** Renames a database without connections. */
export async function renameDatabase(pg: Server, from: string, to: string): Promise<void> {
  await onServer(pg, `ALTER DATABASE ${quoted(from)} RENAME TO ${quoted(to)}`)
}

/** Names of the databases that start with `prefix`. */
export async function listDatabases(pg: Server, prefix: string): Promise<string[]> {
  const rows = await onServer<{ datname: string }>(pg, "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [prefix])
  return rows.map((row) => row.datname)
}
