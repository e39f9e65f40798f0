import { Client } from "pg"
import { judge } from "./support/aged/judge"
import { recordStatements } from "./support/aged/record"
import { destination, emptyDeliveries, outcome } from "./support/deliveries"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance
let client: Client

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  client = new Client({ connectionString: database.url })
  await client.connect()
  // It would come by at some time, and the statistics would be those of the burst.
  await client.query(`ALTER TABLE delivery SET (autovacuum_enabled = off)`)
})

afterAll(async () => {
  await client?.end()
  await database?.close()
})
beforeEach(() => emptyDeliveries(database))

const BACKLOG = 5_000
const CLAIMED = 25

const fill = (name: string, state: string, columns = "now() - interval '1 minute'") =>
  client.query(
    `INSERT INTO delivery (id, destination_id, event_id, fact, account, subject, sequence, payload, data, recorded_at, state,
       next_attempt_at, give_up_at)
     SELECT 'pdel_${name}_' || i, 'dest_1', 'ptrn_${name}_' || i, 'payment.captured', 'hmac', 'prec_${name}_' || i, 1, 'full', '{}', now(),
            $1, ${columns}, now() + interval '14 days' FROM generate_series(1, ${BACKLOG}) AS i`,
    [state],
  )

/** A table that has just been made has no statistics; those of a working day know of nothing that waits. */
const STATISTICS: Record<string, () => Promise<unknown>> = {
  "have never been made": async () => undefined,
  "are of a day on which nothing waited": async () => {
    await fill("old", "delivered")
    await client.query(`VACUUM ANALYZE delivery`)
  },
}

it.each(Object.keys(STATISTICS))("reads of a burst what it claims, and not the burst, although statistics %s", async (kind) => {
  await STATISTICS[kind]!()
  await instance.deliveryDestinations.create(destination())
  await fill("burst", "pending")
  const stop = recordStatements()

  await instance.deliveries.dueDestinations()
  const claimed = await instance.deliveries.claim("dest_1", CLAIMED, 30, "token")
  await instance.deliveries.recordOutcomes(
    "dest_1",
    claimed.map((one) => outcome(one, "delivered")),
  )

  expect(claimed).toHaveLength(CLAIMED)
  expect(await judge(client, stop())).toEqual([])
})

it("reads nothing of what waits for its next attempt, although statistics know nothing of it", async () => {
  await instance.deliveryDestinations.create(destination())
  await fill("waiting", "failed", "now() + interval '1 hour'")
  const stop = recordStatements()

  expect(await instance.deliveries.dueDestinations()).toEqual([])
  expect(await instance.deliveries.claim("dest_1", CLAIMED, 30, "token")).toEqual([])

  expect(await judge(client, stop())).toEqual([])
})
