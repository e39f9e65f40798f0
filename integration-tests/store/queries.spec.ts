import { newEvent, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute))

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  await instance.webhookEvents.insertMany(
    [0, 1, 2, 3, 4].map((i) =>
      newEvent({ id: `pwhe_${i}`, account: i % 2 ? "odd" : "even", received_at: at(i), occurred_at: i === 4 ? null : at(i) }),
    ),
    3600,
  )
})

afterAll(() => database?.close())

const ids = async (filters: object, config: object = {}) =>
  (await instance.queries.list("PaymentWebhookEvent", filters as never, { order: { id: "ASC" }, ...config })).map(({ id }) => id)

it.each([
  ["equality", { account: "odd" }, [1, 3]],
  ["a list", { id: ["pwhe_0", "pwhe_4"] }, [0, 4]],
  ["an empty list, which matches nothing", { id: [] }, []],
  ["$eq", { account: { $eq: "odd" } }, [1, 3]],
  ["$ne", { account: { $ne: "odd" } }, [0, 2, 4]],
  ["$in", { id: { $in: ["pwhe_2"] } }, [2]],
  ["$nin", { id: { $nin: ["pwhe_2"] } }, [0, 1, 3, 4]],
  ["$gt and $lte together", { received_at: { $gt: at(0), $lte: at(2) } }, [1, 2]],
  ["$gte", { received_at: { $gte: at(3).toISOString() } }, [3, 4]],
  ["$lt", { received_at: { $lt: at(1) } }, [0]],
  ["$like", { account: { $like: "o%" } }, [1, 3]],
  ["$ilike", { account: { $ilike: "OD%" } }, [1, 3]],
  ["null", { occurred_at: null }, [4]],
  ["$eq null", { occurred_at: { $eq: null } }, [4]],
  ["$ne null", { occurred_at: { $ne: null } }, [0, 1, 2, 3]],
  ["two fields", { account: "odd", id: { $ne: "pwhe_1" } }, [3]],
  ["an undefined value, which says nothing", { account: undefined }, [0, 1, 2, 3, 4]],
])("filters by %s", async (_what, filters, expected) => {
  expect(await ids(filters)).toEqual(expected.map((i) => `pwhe_${i}`))
})

it.each([
  [{ nonsense: 1 }, "nonsense"],
  [{ account: { $where: "1 = 1" } }, "$where"],
  [{ account: { $re: "^o" } }, "$re"],
  [{ account: { $contains: ["odd"] } }, "$contains"],
  [{ account: { $gt: "a", $nope: "b" } }, "$nope"],
  [{ account: { constructor: "a" } }, "constructor"],
  [{ account: { $in: "odd" } }, "$in"],
  [{ account: {} }, "account"],
  [{ constructor: "x" }, "constructor"],
  [{ received_at: { $gt: "no time" } }, "no time"],
  [{ attempts: "many" }, "many"],
  [{ received_at: { $like: "2030%" } }, "operator"],
])("refuses the filter %j rather than answer every row, and names the mistake", async (filters, named) => {
  await expect(ids(filters)).rejects.toMatchObject({
    name: "InvalidFilterError",
    status: 400,
    type: "invalid_data",
    message: expect.stringContaining(named),
  })
})

it("refuses to order by an unknown column", async () => {
  await expect(ids({}, { order: { nonsense: "ASC" } })).rejects.toThrow('cannot order by "nonsense"')
})

it("pages, orders and counts", async () => {
  expect(await ids({}, { order: { received_at: "DESC" }, take: 2, skip: 1 })).toEqual(["pwhe_3", "pwhe_2"])
  const [rows, count] = await instance.queries.listAndCount(
    "PaymentWebhookEvent",
    { account: "even" },
    { take: 1, skip: 1, order: { id: "ASC" } },
  )
  expect([rows.map(({ id }) => id), count]).toEqual([["pwhe_2"], 3])
  expect(await ids({}, { take: 0 })).toEqual([])
})

it("selects the requested columns, and the id", async () => {
  const [row] = await instance.queries.list("PaymentWebhookEvent", { id: "pwhe_1" }, { select: ["account", "no_such_field"] })

  expect(row).toEqual({ id: "pwhe_1", account: "odd" })
})
