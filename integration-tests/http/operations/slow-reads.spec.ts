import { Client } from "pg"
import { poll, useStore } from "../../setup"
import { finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const world = useStore({
  options: { databaseReadPoolSize: 2, databaseReadTimeoutSeconds: 3, metrics: { token: "t".repeat(32) } },
})

const ADMIN = "/admin/payment-notifications"

interface Answer {
  readonly status: number
  readonly body: any
}

const ask = (path: string): Promise<Answer> =>
  world.admin<object>("GET", path).then(
    (body) => ({ status: 200, body }),
    ({ status, body }: Answer) => ({ status, body }),
  )

/** Holds what lists and reports read of messages while `work` goes on; webhooks and orders need none of it. */
async function whileMessagesHang(work: (blocker: Client) => Promise<void>): Promise<void> {
  const blocker = new Client({ connectionString: world.databaseUrl })
  await blocker.connect()
  try {
    await blocker.query(`BEGIN`)
    await blocker.query(`LOCK TABLE payment_notification, payment_notification_attempt IN ACCESS EXCLUSIVE MODE`)
    await work(blocker)
  } finally {
    await blocker.end()
  }
}

it("records webhooks and pays orders while thirty lists and reports hang, and gives these up with a message", async () => {
  await whileMessagesHang(async (blocker) => {
    const lists = Array.from({ length: 30 }, (_, i) => ask(i % 2 ? `${ADMIN}/notifications` : `${ADMIN}/metrics?window=7d`))
    await poll("reads that hang", async () => {
      const { rows } = await blocker.query(
        `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'payment_notification'::regclass`,
      )
      return rows[0].n >= 2
    })

    for (let i = 0; i < 40; i++) {
      const { status } = await send(urlOf(world, "stripe"), signed("stripe", anEvent({ id: `evt_beside_${i}` })))
      expect(status).toBe(200)
    }
    const { paymentId } = await world.shop.checkout()
    const { event_id } = await world.gateway.client.change(paymentId, "pay")
    expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: null })

    for (const { status, body } of await Promise.all(lists)) {
      expect({ status, body }).toEqual({
        status: 503,
        body: {
          type: "unexpected_state",
          code: "read_unavailable",
          message: expect.stringMatching(/took too long|too many lists/),
        },
      })
    }
    const scrape = await fetch(`${world.url}/payment-notifications/metrics`, {
      headers: { authorization: `Bearer ${"t".repeat(32)}` },
    })
    expect([scrape.status, await scrape.text()]).toEqual([503, expect.stringContaining("took too long")])
  })

  expect((await ask(`${ADMIN}/notifications`)).status).toBe(200)
  expect((await ask(`${ADMIN}/metrics?window=7d`)).status).toBe(200)
})
