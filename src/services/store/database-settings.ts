/** The connection settings of the store's own database, as Medusa has them. */
export interface DatabaseSettings {
  readonly clientUrl: string
  readonly schema: string
  /** Medusa's `databaseDriverOptions`, as the store writes them. */
  readonly driverOptions: DriverOptions
}

/** Settings of one connection. Medusa takes them at the top level and under `connection`; the top level wins. */
export interface ConnectionOptions {
  readonly ssl?: unknown
  readonly connectionTimeoutMillis?: number
  readonly keepAlive?: boolean
  readonly keepAliveInitialDelayMillis?: number
  readonly idle_in_transaction_session_timeout?: number
  readonly statement_timeout?: number
  readonly lock_timeout?: number
  readonly query_timeout?: number
  readonly client_encoding?: string
  readonly sslnegotiation?: string
  /** Command-line options of the server's session: `-c work_mem=8MB`. */
  readonly options?: string
  readonly dynamicPassword?: () => string | Promise<string>
}

export interface DriverOptions extends ConnectionOptions {
  readonly connection?: ConnectionOptions
  /** Of the pool, all but its size, which is the option `databasePoolSize`: `max` of Medusa's pool is not ours. */
  readonly pool?: { readonly idleTimeoutMillis?: number; readonly maxUses?: number; readonly maxLifetimeSeconds?: number }
}

interface ProjectConfig {
  databaseUrl?: string
  databaseSchema?: string
  databaseDriverOptions?: DriverOptions
}

interface ModuleDatabaseOptions {
  database?: { clientUrl?: string; schema?: string; driverOptions?: DriverOptions }
}

/** The module's own `database` option wins, as for Medusa's modules; then the project's settings. */
export function databaseSettings(moduleOptions: unknown, projectConfig: ProjectConfig = {}): DatabaseSettings {
  const own = (moduleOptions as ModuleDatabaseOptions | undefined)?.database ?? {}
  const clientUrl = own.clientUrl ?? projectConfig.databaseUrl ?? process.env.DATABASE_URL
  if (!clientUrl)
    throw new Error("medusa-payment-notifications: projectConfig.databaseUrl is not set; the inbox lives in the store's database")
  return {
    clientUrl: withoutSslMode(clientUrl),
    schema: own.schema || projectConfig.databaseSchema || "public",
    driverOptions: own.driverOptions ?? projectConfig.databaseDriverOptions ?? {},
  }
}

/** `ssl_mode` is Medusa's own parameter; the driver rejects connections that carry it. */
function withoutSslMode(url: string): string {
  return url.replace(/([?&])ssl_mode=[^&]*(&|$)/gi, (_match, before: string, after: string) =>
    before === "?" && after === "&" ? "?" : after,
  )
}
