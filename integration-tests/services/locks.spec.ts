import { setTimeout as pause } from "node:timers/promises"
import { run } from "../../scripts/lib/medusa"
import { reachRedis, testRedisUrl } from "../../scripts/lib/redis"
import { finishedEvent, finishedEvents, outcomeOf, paidOnce } from "../http/support/look"
import { bootStore, poll, type TestStore } from "../setup"

const REDIS_URL = testRedisUrl()

/** Every provider of Medusa's Locking Module, and what a store is started with for it. */
const PROVIDERS: ReadonlyArray<readonly [name: string, env: Record<string, string>]> = [
  ["in-memory", {}],
  ["locking-postgres", { LOCKING: "postgres" }],
  ["locking-redis", { REDIS_URL, REDIS_MODULES: "locks" }],
]

const options = { processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 } }
const BURST = 8
const RACES = 4

jest.setTimeout(300_000)

let world: TestStore

/** One store for all: it is started anew with the next provider. */
beforeAll(async () => {
  await reachRedis(REDIS_URL)
  world = await bootStore({ options })
})

afterAll(() => world?.stop())

describe.each(PROVIDERS)("on %s", (name, env) => {
  beforeAll(async () => {
    if (!Object.keys(env).length) return
    if (name === "locking-postgres") await migrate(env)
    await world.restart({ env })
  })

  it("makes one order of each of a burst of webhooks", async () => {
    const { shop, gateway } = world
    const carts = await Promise.all(Array.from({ length: BURST }, () => shop.checkout()))
    const events = await Promise.all(
      carts.map(async ({ paymentId }) => (await gateway.client.change(paymentId, "pay", { delivery: { times: 2 } })).event_id),
    )

    const finished = await finishedEvents(world, events)
    expect(finished.map(({ state }) => state)).toEqual(Array(BURST).fill("processed"))
    for (const ready of carts) expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })

  it("makes one order where the browser completes the cart at the same moment", async () => {
    const { shop, gateway } = world
    const carts = await Promise.all(Array.from({ length: RACES }, () => shop.checkout()))
    const events = await Promise.all(
      carts.map(async ({ cart, paymentId }) => {
        const paying = gateway.client.change(paymentId, "pay")
        await shop.complete(cart.id).catch((error: Error) => error)
        return (await paying).event_id
      }),
    )

    const finished = await finishedEvents(world, events)
    expect(finished.map(({ state }) => state)).toEqual(Array(RACES).fill("processed"))
    for (const ready of carts) {
      expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
      expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
    }
  })

  it("waits while core holds the cart's lock, and makes the order afterwards", async () => {
    const { shop, gateway } = world
    const ready = await shop.checkout()
    await world.exec(LOCK, { key: ready.cart.id, seconds: 120 })
    const { event_id } = await gateway.client.change(ready.paymentId, "pay")
    await poll("the event in work", async () => {
      const { rows } = await world.db.query(`SELECT state FROM payment_webhook_event WHERE event_id = $1`, [event_id])
      return rows[0]?.state === "processing"
    })
    // Long enough for an order to be made, if nothing kept it back.
    await pause(3_000)
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 0, payments: 0 })
    await world.exec(LOCK, { key: ready.cart.id, release: true })

    await finishedEvent(world, event_id, "processed")
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })

  it("makes the order although a process died while it held the cart's lock", async () => {
    const { shop, gateway } = world
    const ready = await shop.checkout()
    await world.exec(LOCK, { key: ready.cart.id, seconds: 8 })
    await world.restart({ signal: "SIGKILL", env })
    const { event_id } = await gateway.client.change(ready.paymentId, "pay")

    await finishedEvent(world, event_id, "processed")
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })
})

const LOCK = require.resolve("./support/core-lock.cjs")

/** Medusa creates a provider's table where the connection's search path begins, which here is the schema of the test clock. */
const migrate = (env: Record<string, string>): Promise<void> => {
  const database = { DATABASE_URL: world.databaseUrl, PGOPTIONS: "-c search_path=public" }
  return run(["db:migrate", "--skip-links", "--skip-scripts"], { ADMIN: "off", ...database, ...env })
}
