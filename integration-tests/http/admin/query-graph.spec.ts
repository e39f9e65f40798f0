import path from "node:path"
import { poll, useSharedStore } from "../../setup"
import { settledEvent } from "../support/look"

const world = useSharedStore()

/** What `query.graph` answers inside the store to all of these. */
const graph = (queries: object[]): Promise<any[]> => world.exec(path.join(__dirname, "..", "support", "graph.ts"), queries)

it("answers for all four entities, with filters, paging and order", async () => {
  const { shop, gateway, db } = world
  const { cart, session, paymentId } = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  for (const verb of ["authorize", "capture"] as const) {
    const { event_id } = await gateway.client.change(paymentId, verb)
    await settledEvent(world, event_id, "processed")
  }
  await poll("the sent message", async () => {
    const { rows } = await db.query(`SELECT state FROM payment_notification WHERE recipient = $1`, [cart.email])
    return rows.length === 1 && rows[0].state === "sent"
  })
  const { rows } = await db.query(`SELECT id FROM payment_record WHERE payment_session_id = $1`, [session.id])
  const filters = { payment_record_id: rows[0].id }
  const [records, moves, lastMove, messages, events, nonsense] = await graph([
    { entity: "payment_record", fields: ["id", "state", "version", "order_id"], filters: { payment_session_id: session.id } },
    { entity: "payment_transition", fields: ["to_state", "version"], filters, pagination: { order: { version: "ASC" } } },
    { entity: "payment_transition", fields: ["to_state"], filters, pagination: { take: 1, skip: 0, order: { version: "DESC" } } },
    { entity: "payment_notification", fields: ["recipient", "state", "fact"], filters: { recipient: [cart.email] } },
    { entity: "payment_webhook_event", fields: ["state"], filters: { ...filters, state: { $ne: "processed" } } },
    { entity: "payment_webhook_event", fields: ["state"], filters: { nonsense: 1 } },
  ])

  expect(records.data).toEqual([
    { id: expect.stringMatching(/^prec_/), state: "captured", version: 2, order_id: expect.stringMatching(/^order_/) },
  ])
  expect(moves.data).toMatchObject([
    { to_state: "authorized", version: 1 },
    { to_state: "captured", version: 2 },
  ])
  expect(lastMove).toMatchObject({ data: [{ to_state: "captured" }], metadata: { count: 2, take: 1, skip: 0 } })
  expect(messages.data).toMatchObject([{ recipient: cart.email, state: "sent", fact: "payment.captured" }])
  expect(events.data).toEqual([])
  expect(nonsense.error).toContain("cannot filter")
})
