import { Client } from "pg"
import { ListAttentionParams } from "../../src/api/admin/payment-notifications/attention/validators"
import { deliveryFields } from "../../src/api/admin/payment-notifications/deliveries/query-config"
import { ListNotificationsParams } from "../../src/api/admin/payment-notifications/notifications/validators"
import { ListPaymentsParams } from "../../src/api/admin/payment-notifications/payments/validators"
import { ListWebhookEventsParams } from "../../src/api/admin/payment-notifications/webhook-events/validators"
import { DELIVERY_STATES } from "../../src/services/store/entities"
import type { QueryableEntity } from "../../src/services/store/graph/query"
import { age, AGED_ROWS, GROWN, SMALL } from "./support/aged/fill"
import { judge } from "./support/aged/judge"
import { recordStatements } from "./support/aged/record"
import { watchCalls } from "./support/aged/repositories"
import * as work from "./support/aged/work"
import { openPluginDatabase, type PluginDatabase } from "./support/module"

/** Every statement of a repository, on tables of a store that is years old. */

let database: PluginDatabase
let parts: work.Parts
let client: Client

beforeAll(async () => {
  database = await openPluginDatabase()
  parts = (await database.instance()) as unknown as work.Parts
  client = new Client({ connectionString: database.url })
  await client.connect()
  await age(client)
}, 180_000)

afterAll(async () => {
  await client?.end()
  await database?.close()
})

it("knows of every table whether it grows", async () => {
  const { rows } = await client.query(
    `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )

  expect(rows.map(({ relname }) => relname).sort()).toEqual([...GROWN, ...SMALL].sort())
  for (const table of GROWN) {
    const { rows: counted } = await client.query(`SELECT count(*)::int AS n FROM ${table}`)
    expect([table, counted[0].n]).toEqual([table, AGED_ROWS])
  }
})

it("finds a statement that reads a table from end to end, and one that sorts it", async () => {
  const faults = await judge(client, [
    { sql: `SELECT id FROM payment_record WHERE reason_code = $1`, runs: [["nothing"]] },
    { sql: `SELECT id FROM payment_record WHERE id > 'p' ORDER BY reason_code LIMIT 1`, runs: [[]] },
    { sql: `SELECT id FROM payment_record WHERE id = $1`, runs: [["prec_aged_7"]] },
  ])

  expect(faults.map(({ why }) => why)).toEqual([
    "reads payment_record from end to end",
    "reads payment_record from end to end",
    `sorts ${AGED_ROWS} rows`,
  ])
})

it("reads no table whole on the way of an event, a payment, a message, a decision, in the sweep, or in retention", async () => {
  const calls = watchCalls(parts as never)
  const stop = recordStatements()
  for (const part of Object.values(work)) await part(parts)
  const recorded = stop()

  expect(calls.uncalled()).toEqual([])
  expect(await judge(client, recorded)).toEqual([])
}, 120_000)

/** An admin list: the columns that it filters by, and the columns that it can be ordered by without a sort. */
const LISTS: ReadonlyArray<readonly [QueryableEntity, string, { shape: object }, readonly string[]]> = [
  ["PaymentWebhookEvent", "payment_webhook_event", ListWebhookEventsParams, ["received_at", "updated_at"]],
  ["PaymentRecord", "payment_record", ListPaymentsParams, ["updated_at"]],
  ["PaymentNotification", "payment_notification", ListNotificationsParams, ["created_at", "updated_at"]],
  ["PaymentAttention", "payment_attention", ListAttentionParams, ["created_at", "updated_at"]],
]

const NO_FILTERS = ["fields", "limit", "offset", "order", "with_deleted", "cursor"]

it.each(LISTS)(
  "answers the first page of %s by an index, whatever it is filtered by",
  async (entity, table, { shape }, orders) => {
    const filters = Object.keys(shape).filter((name) => !NO_FILTERS.includes(name))
    expect(filters.length).toBeGreaterThan(9)
    const { rows } = await client.query(`SELECT * FROM ${table} WHERE id LIKE '%_aged_34002'`)
    const order = { [orders[0]!]: "DESC" as const }
    const fields = Object.keys(rows[0])
    const stop = recordStatements()
    for (const filter of filters) {
      const known = rows[0][filter]
      const values = known instanceof Date ? [{ $gte: known }, { $lt: new Date(0) }] : [known ?? "accepted", "nothing"]
      for (const value of values) await parts.lists.page(entity, { fields, filters: { [filter]: value }, order, limit: 20 })
    }
    for (const by of orders) {
      for (const way of ["DESC", "ASC"] as const)
        await parts.lists.page(entity, { fields, filters: {}, order: { [by]: way }, limit: 20, offset: 100 })
    }

    expect(await judge(client, stop())).toEqual([])
  },
)

it("answers the first page of a destination's deliveries by an index, in whichever state they are", async () => {
  const order = { created_at: "DESC" } as const
  const stop = recordStatements()
  for (const destination_id of ["dest_aged", "dest_disabled"]) {
    for (const state of [undefined, ...DELIVERY_STATES, ["failed", "dead"]]) {
      const filters = { destination_id, ...(state && { state }) }
      await parts.lists.page("Delivery", { fields: deliveryFields, filters: filters as never, order, limit: 10 })
    }
  }

  expect(await judge(client, stop())).toEqual([])
})

/** Filters of the page, of values that are each on many rows: those with both may be few, or none. */
const PAIRS: ReadonlyArray<Readonly<Record<string, unknown>>> = [
  { account: "adyen", state: "processed" },
  { account: "adyen", state: "dead" },
  { account: "stripe", type: "payment.captured" },
  { account: "stripe", type: "radar.rare" },
  { account: "idle", type: "payment.captured" },
  { account: "idle", state: "processed" },
  { account: ["adyen", "idle"], state: ["processed", "dead"] },
  { state: "dead", type: "payment.captured" },
  { state: "quarantined", reason: "amount_mismatch" },
  { account: "idle", reason: "unsupported_event" },
  { account: "idle", state: "processed", type: "payment.captured", received_at: { $gte: new Date(0) } },
]

it("answers the first page of events by an index, whatever two filters meet", async () => {
  // An account of which everything is ignored, and nothing has the type that nearly all others have.
  await client.query(
    `UPDATE payment_webhook_event SET account = 'idle', state = 'ignored', reason = 'unsupported_event', type = 'ping'
      WHERE id IN (SELECT 'pwhe_aged_' || i FROM generate_series(4, ${AGED_ROWS}, 5) AS i)`,
  )
  // As they come in: an update leaves its rows behind all others.
  await client.query(`CLUSTER payment_webhook_event USING payment_webhook_event_recent`)
  await client.query(`ANALYZE payment_webhook_event`)
  const stop = recordStatements()
  for (const filters of PAIRS) {
    await parts.lists.page("PaymentWebhookEvent", { fields: ["id"], filters, order: { received_at: "DESC" }, limit: 20 })
  }

  // A count that meets its bound, or nearly, may read the rows of one filter.
  const pages = stop().filter(({ sql }) => !sql.endsWith(") AS capped"))
  expect(pages.length).toBeGreaterThan(0)
  expect(await judge(client, pages)).toEqual([])
})
