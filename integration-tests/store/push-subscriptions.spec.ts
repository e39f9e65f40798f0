import { MOST_DEVICES } from "../../src/services/store/push-subscription-repository"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

const register = (customer_id: string, endpoint: string, more: object = {}) =>
  instance.pushSubscriptions.register({ customer_id, endpoint, p256dh: "key", auth: "secret", ...more })

const endpointsOf = async (customerId: string) =>
  (await instance.pushSubscriptions.listByCustomer(customerId)).map(({ endpoint }) => endpoint)

it("brings a known browser up to date", async () => {
  const first = await register("cus_known", "https://push.example/known", { locale: "de" })
  const again = await register("cus_known", "https://push.example/known", { p256dh: "new key", locale: "fr" })

  expect(first.id).toMatch(/^psub_/)
  expect(again).toEqual({ ...first, p256dh: "new key", locale: "fr", last_seen_at: expect.any(Date) })
  expect(again.last_seen_at.getTime()).toBeGreaterThan(first.last_seen_at.getTime())
  expect(await endpointsOf("cus_known")).toEqual(["https://push.example/known"])
})

it("reassigns a browser to the customer signed in now, out of reach of the other's messages", async () => {
  const before = await register("cus_left", "https://push.example/shared")
  const after = await register("cus_came", "https://push.example/shared")

  expect(after.id).not.toBe(before.id)
  expect(await instance.pushSubscriptions.find(before.id)).toBeUndefined()
  expect(await instance.pushSubscriptions.find(after.id)).toMatchObject({ customer_id: "cus_came" })
  expect([await endpointsOf("cus_left"), await endpointsOf("cus_came")]).toEqual([[], ["https://push.example/shared"]])
})

it("saves the last seen browsers of a customer up to the limit, also when all come at once", async () => {
  await register("cus_many", "https://push.example/old")
  await Promise.all(Array.from({ length: MOST_DEVICES + 5 }, (_, index) => register("cus_many", `https://push.example/${index}`)))
  const kept = await endpointsOf("cus_many")

  expect(kept).toHaveLength(MOST_DEVICES)
  expect(kept).not.toContain("https://push.example/old")
  expect(await endpointsOf("cus_came")).toHaveLength(1)
})

it("does not list expired browsers", async () => {
  await register("cus_ends", "https://push.example/over", { expires_at: new Date(Date.now() - 1) })
  await register("cus_ends", "https://push.example/ends", { expires_at: new Date(Date.now() + 3_600_000) })

  expect(await endpointsOf("cus_ends")).toEqual(["https://push.example/ends"])
})

it("deletes by endpoint, and by id only for its own customer", async () => {
  const device = await register("cus_mine", "https://push.example/mine")
  await register("cus_mine", "https://push.example/gone")
  await instance.pushSubscriptions.remove("https://push.example/gone")

  expect(await instance.pushSubscriptions.removeOwn("cus_stranger", device.id)).toBe(false)
  expect(await endpointsOf("cus_mine")).toEqual(["https://push.example/mine"])
  expect(await instance.pushSubscriptions.removeOwn("cus_mine", device.id)).toBe(true)
  expect(await instance.pushSubscriptions.removeOwn("cus_mine", device.id)).toBe(false)
})

it("shows no secrets to query.graph, and does not filter by them", async () => {
  await register("cus_graph", "https://push.example/graph")
  const select = ["id", "customer_id", "endpoint", "p256dh", "auth"]

  for (const config of [{}, { select }]) {
    const [row] = await instance.queries.list("PushSubscription", { customer_id: "cus_graph" }, config)
    expect(Object.keys(row!)).toEqual(expect.arrayContaining(["id", "customer_id"]))
    expect(JSON.stringify(row)).not.toMatch(/endpoint|p256dh|auth|push\.example/)
  }
  await expect(async () => instance.queries.list("PushSubscription", { auth: "secret" })).rejects.toThrow(/cannot filter/)
})
