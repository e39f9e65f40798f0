import { Client } from "pg"
import { poll, useStore } from "../../setup"
import { eventRow, outcomeOf, paidOnce, finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const world = useStore()

const statuses = async (eventId: string) =>
  (await world.gateway.client.deliveries({ event_id: eventId })).map(({ attempts }) => attempts.map(({ status }) => status))

it.each(["stripe", "standard-webhooks", "hmac", "sandbox"])(
  "acknowledges 20 concurrent copies on %s and records one",
  async (account) => {
    const { shop, gateway } = world
    const ready = await shop.checkout()
    const { event_id } = await gateway.client.change(ready.paymentId, "pay", { delivery: { account, times: 20, wait: true } })

    expect(await statuses(event_id)).toEqual(Array(20).fill([200]))
    expect(await finishedEvent(world, event_id)).toMatchObject({ state: "processed", attempts: 1 })
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  },
)

it("acknowledges a burst of different events, and records each", async () => {
  const events = Array.from({ length: 150 }, () => anEvent())
  const replies = await Promise.all(events.map((event) => send(urlOf(world, "hmac"), signed("hmac", event))))

  expect(replies.map(({ status }) => status)).toEqual(Array(150).fill(200))
  const { rows } = await world.db.query(`SELECT event_id FROM payment_webhook_event WHERE event_id = ANY($1)`, [
    events.map(({ id }) => id),
  ])
  expect(rows).toHaveLength(150)
})

it.each(["hmac", "sandbox"])(
  "asks the %s account for a redelivery while the inbox is out of reach, and takes that",
  async (account) => {
    const { shop, gateway, db } = world
    const ready = await shop.checkout()
    await db.query(`ALTER TABLE payment_webhook_event RENAME TO payment_webhook_event_away`)
    let event_id: string
    try {
      const change = await gateway.client.change(ready.paymentId, "pay", {
        delivery: { account, wait: false, retryDelaysMs: Array(60).fill(250) },
      })
      event_id = change.event_id
      await poll("two refusals", async () => {
        const [attempts = []] = await statuses(event_id)
        return attempts.length >= 2
      })
      const [delivery] = await gateway.client.deliveries({ event_id })
      expect(delivery!.attempts[0]!.status).toBe(503)
      expect(JSON.parse(delivery!.attempts[0]!.body!)).toEqual({
        code: "provider_unavailable",
        message: "the webhook could not be processed now; please send it again",
      })
    } finally {
      await db.query(`ALTER TABLE payment_webhook_event_away RENAME TO payment_webhook_event`)
    }

    await finishedEvent(world, event_id, "processed")
    const [attempts] = await statuses(event_id)
    expect(attempts!.at(-1)).toBe(200)
    expect(new Set(attempts!.slice(0, -1))).toEqual(new Set([503]))
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  },
)

it("acknowledges once the commit that waited for a lock is through, not before", async () => {
  const event = anEvent()
  const locker = await world.db.connect()
  await locker.query("BEGIN")
  await locker.query("LOCK TABLE payment_webhook_event IN ACCESS EXCLUSIVE MODE")
  let answered = false
  const reply = send(urlOf(world, "hmac"), signed("hmac", event)).finally(() => (answered = true))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(answered).toBe(false)
  await locker.query("COMMIT")
  locker.release()

  expect((await reply).status).toBe(200)
  expect(await eventRow(world, event.id)).toBeDefined()
})

it("recovers by itself after the database was out of reach", async () => {
  const { db, databaseUrl } = world
  const name = new URL(databaseUrl).pathname.slice(1)
  const outside = new URL(databaseUrl)
  outside.pathname = "/postgres"
  const server = new Client({ connectionString: outside.toString() })
  await server.connect()
  const event = anEvent()
  const post = () => send(urlOf(world, "hmac"), signed("hmac", event))
  try {
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
    await server.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name])
    expect((await post()).status).toBe(503)
    expect((await post()).status).toBe(503)
  } finally {
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
    await server.end()
  }

  await poll("an acknowledgement", async () => (await post()).status === 200)
  await db.query(`SELECT 1`).catch(() => undefined)
  expect(await finishedEvent(world, event.id)).toMatchObject({ state: "ignored" })
})
