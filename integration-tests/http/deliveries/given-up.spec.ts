import type { PaymentAttention } from "../../../src/services/store/entities"
import { poll, useStore } from "../../setup"
import { deliveryIn, receivers, to, type Receiver } from "../support/deliveries"
import { finishedEvent } from "../support/look"

let erp: Receiver

const world = useStore(async () => {
  ;({ erp } = await receivers("erp"))
  return {
    options: {
      deliveries: { allowedHosts: [erp.host], destinations: [to("erp", erp, { facts: ["*"] })] as never },
      notifications: { merchantRecipients: ["merchant@example.com"] },
    },
    gateway: { retryDelaysMs: Array<number>(240).fill(250) },
  }
})

afterAll(() => erp?.stop())

/** Items are announced by the sweep once they are older than this. */
const OVERDUE_SECONDS = 15

const items = async (): Promise<PaymentAttention[]> =>
  (
    await world.db.query(
      `SELECT * FROM payment_attention WHERE kind = 'delivery_failing' AND data ->> 'destination_id' = 'erp' ORDER BY created_at`,
    )
  ).rows

/** The messages to the merchant, and how many of them say the same to the same recipient. */
const messagesAbout = async ({ id }: PaymentAttention): Promise<{ all: number; doubled: number }> => {
  const { rows } = await world.db.query(
    `SELECT count(*)::int AS all, (count(*) - count(DISTINCT (channel, recipient)))::int AS doubled
       FROM payment_notification WHERE payment_attention_id = $1`,
    [id],
  )
  return rows[0]
}

/** A payment of which the receiver takes nothing, and whose delivery has no more time. */
async function lost(): Promise<string> {
  erp.answer = (response) => void response.writeHead(500).end()
  const { session, paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await deliveryIn(world, "failed", "erp", session.id)
  await giveUp()
  await deliveryIn(world, "dead", "erp", session.id)
  return session.id
}

/** The time of all that was tried is over. */
const giveUp = async () => {
  await world.db.query(`UPDATE delivery_destination SET opened_until = now() WHERE opened_until IS NOT NULL`)
  await world.db.query(`UPDATE delivery SET next_attempt_at = now(), give_up_at = now() WHERE state IN ('pending', 'failed')`)
}

const nothingOpen = () =>
  poll("all deliveries to end", async () => {
    await giveUp()
    const { rows } = await world.db.query(`SELECT 1 FROM delivery WHERE state IN ('pending', 'failed', 'sending')`)
    return rows.length === 0
  })

it("puts a destination up once for what it was given up, whatever the store is killed at, and counts while that is open", async () => {
  for (const [point, count] of [
    ["attention raised", 1],
    ["given up noticed", 2],
  ] as const) {
    const cut = world.cut(point, "erp")
    await lost()
    await cut
    await world.restart({ signal: "SIGKILL" })
    await world.step(OVERDUE_SECONDS)
    const [item] = await poll("the item", async () => {
      const rows = await items()
      return rows[0]?.announced_at && rows[0].data["given_up"] === count && rows
    })
    expect(item).toMatchObject({ state: "open", data: { given_up: count, given_up_from: 0 } })
    await world.job("sweep")
    expect(await items()).toHaveLength(1)
    expect(await messagesAbout(item!)).toEqual({ all: expect.any(Number), doubled: 0 })
    expect((await messagesAbout(item!)).all).toBeGreaterThan(0)
  }
})

it("does not go round in circles: news of the failing destination fails there as well, and is no news", async () => {
  await lost()
  await world.job("sweep")
  const [item] = await items()
  await poll("the news of it to be refused", async () => {
    await giveUp()
    const { rows } = await world.db.query(`SELECT 1 FROM delivery WHERE state = 'dead' AND subject = $1`, [item!.id])
    return rows.length > 0
  })
  await world.admin("POST", `/admin/payment-notifications/attention/${item!.id}/dismiss`, { note: "they know" })
  await nothingOpen()
  for (let i = 0; i < 3; i++) await world.job("sweep")

  expect((await items()).map(({ state, resolution }) => [state, resolution])).toEqual([["resolved", "dismissed"]])
  const news = await world.db.query(`SELECT fact, state FROM delivery WHERE subject = $1 ORDER BY sequence`, [item!.id])
  expect(news.rows).toEqual([
    { fact: "attention.raised", state: "dead" },
    { fact: "attention.resolved", state: "dead" },
  ])
})

it("puts the destination up anew for what is given up later, and closes that once it was recovered", async () => {
  const sessionId = await lost()
  await world.job("sweep")
  const [, item, ...more] = await items()
  expect(more).toEqual([])
  expect(item).toMatchObject({ state: "open", data: { given_up: 1 } })

  erp.answer = (response) => void response.end()
  const since = new Date(Date.now() - 86_400_000).toISOString()
  await world.admin("POST", "/admin/payment-notifications/destinations/erp/recover", { since })
  // The pause of the breaker is over: one of them probes it, and the others follow.
  await world.db.query(`UPDATE delivery_destination SET opened_until = now()`)
  await deliveryIn(world, "delivered", "erp", sessionId)
  await world.job("sweep")
  expect((await items())[1]).toMatchObject({ state: "resolved", resolution: "superseded" })
})
