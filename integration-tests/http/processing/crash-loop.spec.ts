import { createHmac } from "node:crypto"
import path from "node:path"
import { demoSecrets } from "../../../examples/store/src/demo-secrets"
import type { ReadyCart } from "../../../scripts/lib/shop"
import type { StoreProcess } from "../../../scripts/lib/store"
import { poll, useStore } from "../../setup"
import { stepTestClock } from "../../setup/test-clock"
import { finishedEvent, eventRow, outcomeOf, paidOnce } from "../support/look"
import { send } from "../support/webhooks"

const LEASE_SECONDS = 5

const DEADLY = "acme_deadly"

/** One process at a time, which one event ends. */
const world = useStore({
  options: { processing: { concurrency: 4, leaseSeconds: LEASE_SECONDS, retryInitialSeconds: 0.5 } },
  env: {
    NODE_OPTIONS: `--require ${path.join(__dirname, "..", "support", "exit-on-event.cjs")}`,
    EXIT_ON_EVENT: DEADLY,
  },
})

jest.setTimeout(600_000)

/** Acme reports that a checkout is paid. */
async function report(eventId: string, { paymentId, session }: ReadyCart): Promise<void> {
  await world.gateway.client.change(paymentId, "pay", { delivery: { times: 0 } })
  const payment = { number: paymentId, reference: session.id, total: "25.00", currency: "EUR" }
  const body = JSON.stringify({ event_id: eventId, kind: "payment.paid", payment })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac("sha256", demoSecrets.acme).update(`${timestamp}.${body}`).digest("hex")
  const headers = { "acme-timestamp": timestamp, "acme-signature": signature }
  expect((await send(`${world.url}/webhooks/payments/acme`, { body, headers })).status).toBe(200)
}

/** Rejects when the process does not end: then the test says why, and not merely that it took too long. */
async function endOf(process: StoreProcess): Promise<void> {
  let ended = false
  void process.exited.then(() => (ended = true))
  await poll("the end of the worker", async () => ended, { timeoutMs: 90_000 }).catch(async () => {
    const { rows } = await world.db.query(`SELECT event_id, state, reason, attempts, lapsed_leases FROM payment_webhook_event`)
    throw new Error(`the worker goes on: ${JSON.stringify(rows)}\n${process.logs().slice(-20).join("\n")}`)
  })
}

it("gives up an event that ends its process five times in a row, and no event beside it", async () => {
  const beside = ["acme_beside_1", "acme_beside_2"]
  const carts = [await world.shop.checkout(), await world.shop.checkout(), await world.shop.checkout()] as const
  await report(beside[0]!, carts[1])
  await report(beside[1]!, carts[2])
  await report(DEADLY, carts[0])

  for (let death = 1; death <= 5; death++) {
    // The process may end before it says that it has started.
    if (death > 1) await world.restart().catch(() => undefined)
    await endOf(world.store)
    expect(await eventRow(world, DEADLY)).toMatchObject({ state: "processing", attempts: death, lapsed_leases: death - 1 })
    await stepTestClock(world.db, LEASE_SECONDS + 1)
  }
  await world.restart()
  const dead = await finishedEvent(world, DEADLY, "dead")

  expect(dead).toMatchObject({ reason: "crashed", attempts: 6, lapsed_leases: 5, leased_until: null, fact: null })
  expect(dead.last_error).toBe(
    "its worker ended 5 times in a row before the event had an outcome: look at the log for why, mend it, and replay the event",
  )
  const { attention } = await world.admin<{ attention: object[] }>(
    "GET",
    `/admin/payment-notifications/attention?webhook_event_id=${dead.id}`,
  )
  expect(attention).toMatchObject([{ kind: "dead_event", state: "open", account: "acme", detail: dead.last_error }])
  for (const path of [`webhook-events?event_id=${DEADLY}`, `webhook-events/${dead.id}`]) {
    const shown = await world.admin<object>("GET", `/admin/payment-notifications/${path}`)
    expect(Object.values(shown).flat()[0]).toMatchObject({ id: dead.id, lapsed_leases: 5 })
  }
  for (const [i, id] of beside.entries()) {
    expect(await finishedEvent(world, id, "processed")).toMatchObject({ reason: null, lapsed_leases: 0 })
    expect(await outcomeOf(world, carts[i + 1]!)).toMatchObject(paidOnce())
  }

  // Mended and replayed by a person: as if it had never ended anything.
  await world.restart({ env: {} })
  await world.admin("POST", `/admin/payment-notifications/webhook-events/${dead.id}/replay`, {})
  expect(await finishedEvent(world, DEADLY, "processed")).toMatchObject({ attempts: 1, lapsed_leases: 0, reason: null })
  expect(await outcomeOf(world, carts[0])).toMatchObject(paidOnce())
  await poll("the item to go", async () => {
    const { count } = await world.admin<{ count: number }>(
      "GET",
      `/admin/payment-notifications/attention?webhook_event_id=${dead.id}&state=open`,
    )
    return count === 0
  })
})
