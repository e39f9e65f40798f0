import path from "node:path"
import { ENTITIES, joinerConfig, readableColumns } from "../../../src/services/store/graph/joiner-config"
import { poll, useSharedStore } from "../../setup"
import { finishedEvent } from "../support/look"

const world = useSharedStore()

/** The answers of `query.graph` inside the store to all of these. */
const graph = (queries: object[]): Promise<any[]> => world.exec(path.join(__dirname, "..", "support", "graph.ts"), queries)

it("answers for all four entities, with filters, paging and order", async () => {
  const { shop, gateway, db } = world
  const { cart, session, paymentId } = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  for (const verb of ["authorize", "capture"] as const) {
    const { event_id } = await gateway.client.change(paymentId, verb)
    await finishedEvent(world, event_id, "processed")
  }
  await poll("the sent message", async () => {
    const { rows } = await db.query(`SELECT state FROM payment_notification WHERE recipient = $1`, [cart.email])
    return rows.length === 1 && rows[0].state === "sent"
  })
  const { rows: known } = await db.query(`SELECT id FROM payment_record WHERE payment_session_id = $1`, [session.id])
  const filters = { payment_record_id: known[0].id }
  const every = ENTITIES.map((entity) => ({
    entity: joinerConfig.alias.find((alias) => alias.entity === entity)!.name[0],
    fields: readableColumns(entity).map(([name]) => name),
  }))
  const [records, transitions, lastTransition, messages, events, nonsense, ...all] = await graph([
    { entity: "payment_record", fields: ["id", "state", "version", "order_id"], filters: { payment_session_id: session.id } },
    { entity: "payment_transition", fields: ["to_state", "version"], filters, pagination: { order: { version: "ASC" } } },
    { entity: "payment_transition", fields: ["to_state"], filters, pagination: { take: 1, skip: 0, order: { version: "DESC" } } },
    { entity: "payment_notification", fields: ["recipient", "state", "fact"], filters: { recipient: [cart.email] } },
    {
      entity: "payment_webhook_event",
      fields: ["state"],
      filters: { state: { $ne: "processed" }, payment_session_id: session.id },
    },
    { entity: "payment_webhook_event", fields: ["state"], filters: { nonsense: 1 } },
    ...every,
  ])

  expect(records.data).toEqual([
    { id: expect.stringMatching(/^prec_/), state: "captured", version: 2, order_id: expect.stringMatching(/^order_/) },
  ])
  expect(transitions.data).toMatchObject([
    { to_state: "authorized", version: 1 },
    { to_state: "captured", version: 2 },
  ])
  expect(lastTransition).toMatchObject({ data: [{ to_state: "captured" }], metadata: { count: 2, take: 1, skip: 0 } })
  expect(messages.data).toMatchObject([{ recipient: cart.email, state: "sent", fact: "payment.captured" }])
  expect(events.data).toEqual([])
  expect(nonsense.error).toContain("cannot filter")
  for (const [index, { entity, fields }] of every.entries()) {
    expect({ entity, error: all[index].error, rows: all[index].data }).toMatchObject({
      error: undefined,
      rows: expect.any(Array),
    })
    for (const row of all[index].data) expect({ entity, keys: Object.keys(row).sort() }).toEqual({ entity, keys: fields.sort() })
  }
  const answered = every.filter((_query, index) => all[index].data.length).map(({ entity }) => entity)
  expect(answered).toEqual(expect.arrayContaining(["payment_record", "payment_transition", "payment_notification"]))
})
