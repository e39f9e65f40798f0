import { poll, useStore } from "../../setup"
import { eventRow, finishedEvent, outcomeOf, paidOnce } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const world = useStore()

const REFUSAL = { code: "provider_unavailable", message: "the webhook could not be processed now; please send it again" }

/** Holds every statement on the inbox up, as a migration of somebody else's or a full disk does. */
async function hang(): Promise<() => Promise<void>> {
  const locker = await world.db.connect()
  await locker.query("BEGIN")
  await locker.query("LOCK TABLE payment_webhook_event IN ACCESS EXCLUSIVE MODE")
  return async () => {
    await locker.query("COMMIT")
    locker.release()
  }
}

const waitingStatements = async (): Promise<number> =>
  (
    await world.db.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND query ILIKE '%INSERT INTO payment_webhook_event%' AND wait_event_type = 'Lock'`,
    )
  ).rows[0].n

it("refuses calls while the database hangs, leaves no statement behind, and takes the redelivery", async () => {
  const events = Array.from({ length: 12 }, () => anEvent())
  const goOn = await hang()
  try {
    const replies = await Promise.all(events.map((event) => send(urlOf(world, "hmac"), signed("hmac", event))))
    expect(replies.map(({ status, text }) => [status, JSON.parse(text)])).toEqual(Array(12).fill([503, REFUSAL]))
    // The lock is still held: they were canceled, they did not come through.
    await poll("the end of the statements", async () => (await waitingStatements()) === 0)
    expect((await fetch(`${world.url}/health`)).status).toBe(200)
  } finally {
    await goOn()
  }
  expect(await Promise.all(events.map(({ id }) => eventRow(world, id)))).toEqual(Array(12).fill(undefined))

  const again = await Promise.all(events.map((event) => send(urlOf(world, "hmac"), signed("hmac", event))))
  expect(again.map(({ status }) => status)).toEqual(Array(12).fill(200))
  for (const { id } of events) expect(await eventRow(world, id)).toBeDefined()
})

it("pays the order once, although the provider had to send its report again", async () => {
  const ready = await world.shop.checkout()
  const goOn = await hang()
  let event_id: string
  try {
    const change = await world.gateway.client.change(ready.paymentId, "pay", {
      delivery: { account: "hmac", wait: false, retryDelaysMs: Array(60).fill(250) },
    })
    event_id = change.event_id
    await poll("a refusal", async () => {
      const [delivery] = await world.gateway.client.deliveries({ event_id })
      return delivery?.attempts[0]?.status === 503
    })
  } finally {
    await goOn()
  }

  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ attempts: 1, lapsed_leases: 0 })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})
