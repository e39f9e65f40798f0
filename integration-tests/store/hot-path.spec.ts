import path from "node:path"
import { Client } from "pg"
import { inboxOf } from "../http/support/admin"
import { paidOrder } from "../http/support/disputes"
import { finishedEvent } from "../http/support/look"
import { useStore } from "../setup"
import { age } from "./support/aged/fill"
import { judge } from "./support/aged/judge"
import type { Recorded } from "./support/aged/record"

/** Whatever a real store really sends while it works, on the tables of a store that is years old. */

const world = useStore({
  options: {
    notifications: { merchantRecipients: ["aged@shop.example"], retryInitialSeconds: 1 },
    retention: { webhookEventDays: 35, notificationDays: 35, reconciliationDays: 35 },
  },
})

const RECORDER = path.join(__dirname, "support", "aged", "record-in-store.ts")

let recorded: Recorded[]

/** Ends its connection: the store drops its database before any other hook runs. */
async function onDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: world.databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

beforeAll(() => onDatabase(age), 240_000)

const ADMIN = "/admin/payment-notifications"
const LISTS = ["webhook-events", "payments", "attention", "notifications"]

it("takes payments, refunds, disputes and decisions, sends messages, sweeps and prunes", async () => {
  await world.exec(RECORDER, "begin")
  const { gateway, shop } = world

  const paid = await paidOrder(world)
  const refunded = await gateway.client.refund(paid.paymentId, { amount: 500 })
  await finishedEvent(world, refunded.event_id, "processed")
  const opened = await gateway.client.dispute(paid.paymentId, { amount: 1000 })
  await finishedEvent(world, opened.event_id, "processed")
  const lost = await gateway.client.updateDispute(paid.paymentId, opened.dispute.id, "lose")
  await finishedEvent(world, lost.event_id, "processed")
  for (const verb of ["fail", "cancel"] as const) {
    const { paymentId } = await shop.checkout()
    await finishedEvent(world, (await gateway.client.change(paymentId, verb)).event_id, "processed")
  }
  const lie = await shop.checkout()
  const lied = await gateway.client.change(lie.paymentId, "pay", { amount: 1 })
  const quarantined = await finishedEvent(world, lied.event_id, "quarantined")
  const { attention } = await world.admin<any>("GET", `${ADMIN}/attention?webhook_event_id=${quarantined.id}`)
  await world.admin("POST", `${ADMIN}/attention/${attention[0].id}/dismiss`, { note: "no such payment" })
  await inboxOf(world).replay(quarantined.id)
  await shop.paymentStatus(paid.cart.id)

  await world.step(120)
  for (const job of ["sweep", "reconcile", "prune"] as const) await world.job(job)
  for (const list of LISTS) await world.admin("GET", `${ADMIN}/${list}`)
  await world.admin("GET", `${ADMIN}/payments?order_id=${paid.orderId}`)
  await world.admin("GET", `${ADMIN}/orders/${paid.orderId}`)
  await world.admin("GET", `${ADMIN}/attention?state=open&order=due_by`)
  await world.admin("GET", `${ADMIN}/attention/overview`)
  await world.admin("GET", `${ADMIN}/metrics?window=1h`)

  recorded = await world.exec<Recorded[]>(RECORDER, "end")
  expect(recorded.length).toBeGreaterThan(60)
}, 180_000)

it("sends no statement that reads or sorts a table from end to end", async () => {
  expect(await onDatabase((client) => judge(client, recorded))).toEqual([])
}, 120_000)
