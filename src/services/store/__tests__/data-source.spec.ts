import { createDataSource } from "../data-source"
import type { DriverOptions } from "../database-settings"

const built = (driverOptions: DriverOptions, { schema = "public", unbounded = false } = {}) =>
  createDataSource({ clientUrl: "postgres://u@127.0.0.1/d", schema, driverOptions }, { poolSize: 12, unbounded }).options as any

it("applies every setting of a connection, wherever the store writes it", () => {
  const settings = {
    idle_in_transaction_session_timeout: 20_000,
    statement_timeout: 15_000,
    lock_timeout: 10_000,
    query_timeout: 25_000,
    client_encoding: "UTF8",
    keepAlive: false,
    keepAliveInitialDelayMillis: 1,
  }
  expect(built({ connection: settings }).extra).toMatchObject(settings)
  expect(built(settings).extra).toMatchObject(settings)
  expect(built({ ssl: { rejectUnauthorized: false }, connectionTimeoutMillis: 7 })).toMatchObject({
    ssl: { rejectUnauthorized: false },
    connectTimeoutMS: 7,
  })
})

it("prefers the top level, and no setting that is empty", () => {
  const { extra, connectTimeoutMS } = built({
    statement_timeout: 1,
    connectionTimeoutMillis: undefined as never,
    keepAlive: null as never,
    connection: { statement_timeout: 2, connectionTimeoutMillis: 9 },
  })

  expect([extra.statement_timeout, connectTimeoutMS, extra.keepAlive]).toEqual([1, 9, true])
})

it("takes over how long a pool's connections live, not how many there are", () => {
  const { poolSize, extra } = built({
    pool: { idleTimeoutMillis: 60_000, maxUses: 500, maxLifetimeSeconds: 900, max: 40, min: 2 } as never,
  })

  expect(extra).toMatchObject({ idleTimeoutMillis: 60_000, maxUses: 500, maxLifetimeSeconds: 900 })
  expect([poolSize, extra.max, extra.min]).toEqual([12, undefined, 1])
})

it("adds the schema to the session's own options", () => {
  expect(built({}).extra).not.toHaveProperty("options")
  expect(built({}, { schema: "shop" }).extra.options).toBe("-c search_path=shop")
  expect(built({ options: "-c work_mem=8MB" }, { schema: "shop" }).extra.options).toBe("-c work_mem=8MB -c search_path=shop")
})

it("asks for a password with each connection where it changes", async () => {
  const dynamicPassword = async () => "of now"
  expect(built({ dynamicPassword }).extra.password).toBe(dynamicPassword)
})

it("bounds no migration", () => {
  const { extra } = built({ statement_timeout: 1, query_timeout: 1, lock_timeout: 1 }, { unbounded: true })

  expect(Object.keys(extra)).not.toEqual(expect.arrayContaining(["statement_timeout"]))
  expect([extra.query_timeout, extra.lock_timeout, extra.statement_timeout]).toEqual([undefined, undefined, undefined])
})
