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
  /** The main process of our own server. */
  readonly pid?: number
}

/** A server together with its end. */
export interface Postgres extends Server {
  stop(): Promise<void>
  /** Ends it as a crash does, and starts it again on its port; not of a server of the user's. */
  restart?(): Promise<void>
}

export interface PostgresOptions {
  /** URL of a running server to use instead of an embedded one. Only databases that we name are created and dropped on it. */
  serverUrl?: string
  /** Flush commits to disk. Default true. */
  durable?: boolean
  /** Further settings of an embedded server. */
  settings?: Readonly<Record<string, string>>
}

/** A server that runs already; `serverUrl` may name any database on it. */
export const serverAt = (serverUrl: string, embedded = false): Server => ({
  url: (database) => withDatabase(serverUrl, database),
  embedded,
})

/** Uses the given server, or starts an embedded one that ends with this process. */
export async function startPostgres({ serverUrl, durable = true, settings = {} }: PostgresOptions = {}): Promise<Postgres> {
  if (serverUrl) return { ...serverAt(serverUrl), stop: async () => {} }
  const user = unprivilegedUser()
  const binaries = findBinaries(user)
  const slot = takeSlot(user)
  const start = async (port?: number) => {
    initCluster(slot.dataDir, binaries, user)
    return startCluster(slot.dataDir, binaries, user, durable, { oldPort: port, more: settings })
  }
  const startAfresh = () => {
    // A crash left it half-written: everything in it can be made again.
    fs.rmSync(slot.dataDir, { recursive: true, force: true })
    return start()
  }
  let cluster = await start()
    .catch(startAfresh)
    .catch((error: unknown) => {
      slot.release()
      throw error
    })
  const kill = () => cluster.kill()
  process.once("exit", kill)
  const stop = async () => {
    process.removeListener("exit", kill)
    await cluster.stop()
    slot.release()
  }
  const restart = async () => {
    await cluster.crash()
    cluster = await start(cluster.port)
  }
  onExit(stop)
  const server = `postgres://${SUPERUSER.name}:${SUPERUSER.password}@127.0.0.1:${cluster.port}/postgres`
  return {
    ...serverAt(server, true),
    get pid() {
      return cluster.pid
    },
    stop,
    restart,
  }
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
