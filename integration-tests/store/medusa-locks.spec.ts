import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"
import type { MedusaLockRepository } from "../../src/services/store/medusa-lock-repository"

let database: PluginDatabase
let locks: MedusaLockRepository

const repositoryOf = (instance: Instance) => (instance as Instance & { medusaLocks: MedusaLockRepository }).medusaLocks

beforeEach(async () => {
  database = await openPluginDatabase()
  locks = repositoryOf(await database.instance())
})

afterEach(() => database?.close())

/** As the migration of `@medusajs/locking-postgres` makes it. */
const install = () =>
  database.query(`CREATE TABLE locking (id text NOT NULL, owner_id text NULL, expiration timestamptz NULL,
    CONSTRAINT locking_pkey PRIMARY KEY (id))`)

it("deletes a lock that has expired, and no other", async () => {
  await install()
  await database.query(`INSERT INTO locking VALUES
    ('expired', NULL, now() - interval '1 min'), ('just expired', NULL, now() - interval '1 s'),
    ('held', 'x', now() + interval '1 min'), ('held for ever', 'x', NULL), ('expired beside', 'x', now() - interval '1 h')`)
  const deleted = []
  for (const key of ["expired", "just expired", "held", "held for ever", "unknown"]) deleted.push(await locks.deleteExpired(key))

  expect(deleted).toEqual([true, false, false, false, false])
  expect((await database.query(`SELECT id FROM locking ORDER BY id`)).map(({ id }) => id)).toEqual([
    "expired beside",
    "held",
    "held for ever",
    "just expired",
  ])
})

it("looks for nothing in a store whose locks are elsewhere", async () => {
  expect(await locks.deleteExpired("cart_1")).toBe(false)
})
