import { MOST_COUNTED } from "../../src/services/store/graph/lists"
import { poll } from "../setup"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

const ROWS = MOST_COUNTED + 60

/** Rows in groups of seven with the same time to the microsecond, and a third without a time of their payment. */
beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  await database.query(
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, headers, payload, state, give_up_at, received_at, occurred_at)
     SELECT 'pwhe_' || lpad(i::text, 6, '0'), CASE WHEN i <= 50 THEN 'few' ELSE 'many' END, 'p', i::text, 't', '{}', '{}', 'processed', now(),
            '2030-01-01T00:00:00Z'::timestamptz + make_interval(secs => (i / 7) * 0.000001),
            CASE WHEN i % 3 <> 0 THEN '2030-01-01T00:00:00Z'::timestamptz + make_interval(secs => i / 5) END
       FROM generate_series(1, ${ROWS}) AS i`,
  )
})

afterAll(() => database?.close())

const few = { account: "few" }

type Order = Readonly<Record<string, "ASC" | "DESC">>

const page = (order: Order, more: object = {}, filters: object = few) =>
  instance.lists.page<{ id: string }>("PaymentWebhookEvent", {
    fields: ["id"],
    filters: filters as never,
    order,
    limit: 8,
    ...more,
  })

const expected = async (order: string) =>
  (await database.query(`SELECT id FROM payment_webhook_event WHERE account = 'few' ORDER BY ${order}`)).map(({ id }) => id)

it.each([
  ["many rows at the same microsecond, newest first", { received_at: "DESC" }, "received_at DESC, id DESC"],
  ["many rows at the same microsecond, oldest first", { received_at: "ASC" }, "received_at, id"],
  ["a column that may be empty, upwards", { occurred_at: "ASC" }, "occurred_at, id"],
  ["a column that may be empty, downwards", { occurred_at: "DESC" }, "occurred_at DESC, id DESC"],
  ["a number", { attempts: "ASC" }, "attempts, id"],
  ["the id", { id: "DESC" }, "id DESC"],
] as const)("leads from page to page without a gap or a repeat over %s", async (_what, order, sql) => {
  const seen: string[] = []
  let cursor: string | null | undefined
  for (let pages = 0; cursor !== null && pages < 20; pages++) {
    const { rows, next_cursor, count, count_is_capped } = await page(order, cursor ? { cursor } : {})
    expect({ count, count_is_capped }).toEqual({ count: 50, count_is_capped: false })
    seen.push(...rows.map(({ id }) => id))
    cursor = next_cursor
  }

  expect(seen).toEqual(await expected(sql))
})

it("stays where it is when newer rows come in between two pages", async () => {
  const first = await page({ received_at: "DESC" })
  await database.query(
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, headers, payload, give_up_at, received_at)
     VALUES ('pwhe_new', 'few', 'p', 'new', 't', '{}', '{}', now(), '2031-01-01')`,
  )
  const second = await page({ received_at: "DESC" }, { cursor: first.next_cursor })
  await database.query(`DELETE FROM payment_webhook_event WHERE id = 'pwhe_new'`)

  const ids = [...first.rows, ...second.rows].map(({ id }) => id)
  expect(ids).toEqual((await expected("received_at DESC, id DESC")).slice(0, 16))
})

it("pages by offset as before", async () => {
  const { rows } = await page({ id: "ASC" }, { offset: 40 })

  expect(rows.map(({ id }) => id)).toEqual((await expected("id")).slice(40, 48))
})

it.each([
  ["no cursor at all", "nonsense"],
  ["a cursor of another shape", Buffer.from(JSON.stringify({ a: 1 })).toString("base64url")],
])("refuses %s", async (_what, cursor) => {
  await expect(page({ id: "ASC" }, { cursor })).rejects.toMatchObject({
    name: "InvalidFilterError",
    message: expect.stringContaining("next_cursor"),
  })
})

it("refuses a cursor of another order, whose page would begin anywhere", async () => {
  const { next_cursor } = await page({ received_at: "DESC" })

  for (const order of [{ received_at: "ASC" }, { id: "DESC" }] satisfies Order[] as Order[]) {
    await expect(page(order, { cursor: next_cursor })).rejects.toThrow("another order")
  }
})

it("counts up to a bound, and says that there are more", async () => {
  expect(await page({ id: "ASC" }, {}, {})).toMatchObject({ count: MOST_COUNTED, count_is_capped: true })
  const exact = { id: { $lte: `pwhe_0${MOST_COUNTED}` } }
  expect(await page({ id: "ASC" }, {}, exact)).toMatchObject({ count: MOST_COUNTED, count_is_capped: false })
})

it("counts all for query.graph, whose callers expect the exact number", async () => {
  const [rows, count] = await instance.queries.listAndCount("PaymentWebhookEvent", {}, { select: ["account", "state"], take: 3 })

  expect([rows.length, count]).toEqual([3, ROWS])
})

describe("reads beside the work of the store", () => {
  const sleep = (seconds: number) => (manager: { query(sql: string): Promise<unknown> }) =>
    manager.query(`SELECT pg_sleep(${seconds})`)

  it("are given up with a message when they take too long, and leave the other pool alone", async () => {
    const slow = await database.instance({ databaseReadPoolSize: 2, databaseReadTimeoutSeconds: 1 })
    const reads = Array.from({ length: 12 }, () => slow.reads.run(sleep(30)).catch((error: unknown) => error))
    // While twelve slow reads hold and await the two connections, an event is recorded and claimed.
    await slow.webhookEvents.claim(1, 30, "token")
    await poll("two slow reads, and no more", async () => {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND datname = current_database() AND pid <> pg_backend_pid()`,
      )
      expect(row!.n).toBeLessThanOrEqual(2)
      return row!.n === 2
    })

    for (const error of await Promise.all(reads)) {
      expect(error).toMatchObject({ name: "ReadUnavailableError", status: 503, code: "read_unavailable" })
    }
    // The connections are whole, and the limit was of those reads alone.
    expect(await slow.reads.run((manager) => manager.query(`SELECT 1 AS one`))).toEqual([{ one: 1 }])
  })

  it("write nothing", async () => {
    await expect(instance.reads.run((manager) => manager.query(`DELETE FROM payment_webhook_event`))).rejects.toThrow(/read-only/)
  })
})
