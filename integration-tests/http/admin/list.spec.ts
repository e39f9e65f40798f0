import { useStore } from "../../setup"
import { inboxOf } from "../support/admin"
import { finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"
let inbox: ReturnType<typeof inboxOf>

const world = useStore()

/** Six events about nothing on two accounts, then one that makes an order and one that is quarantined. */
beforeAll(async () => {
  inbox = inboxOf(world)
  for (let i = 0; i < 6; i++) {
    const account = i % 2 ? "hmac" : "stripe"
    await send(urlOf(world, account), signed(account, anEvent({ id: `evt_list_${i}` })))
    await finishedEvent(world, `evt_list_${i}`)
  }
  const [paid, lie] = await Promise.all([world.shop.checkout(), world.shop.checkout()])
  await world.gateway.client.change(paid.paymentId, "pay", { event_id: "evt_paid" })
  await world.gateway.client.change(lie.paymentId, "pay", { event_id: "evt_lie", amount: 1 })
  await finishedEvent(world, "evt_paid", "processed")
  await finishedEvent(world, "evt_lie", "quarantined")
})

const ids = async (query: string) => (await inbox.list(query)).webhook_events.map(({ event_id }) => event_id)

it.each(["", "/pwhe_1"])("refuses callers who are no admin: GET %s", async (path) => {
  const url = `${world.url}/admin/payment-notifications/webhook-events${path}`

  expect((await fetch(url)).status).toBe(401)
  expect((await fetch(url, { headers: { authorization: "Bearer nonsense" } })).status).toBe(401)
  expect((await fetch(url, { headers: { "x-publishable-api-key": world.facts.publishableKey } })).status).toBe(401)
})

it("lists the newest first, without secret columns", async () => {
  const { webhook_events, count, offset, limit } = await inbox.list()

  expect({ count, offset, limit }).toEqual({ count: 8, offset: 0, limit: 20 })
  const times = webhook_events.map(({ received_at }) => Date.parse(received_at))
  expect(times).toEqual([...times].sort((a, b) => b - a))
  for (const event of webhook_events) {
    expect(event).toMatchObject({ id: expect.stringMatching(/^pwhe_/), account: expect.any(String), state: expect.any(String) })
    for (const hidden of ["body", "payload", "headers", "lease_token", "leased_until"]) expect(event).not.toHaveProperty(hidden)
  }
})

it.each([
  ["account=hmac", [1, 3, 5].map((i) => `evt_list_${i}`)],
  ["account[]=hmac&account[]=nobody", [1, 3, 5].map((i) => `evt_list_${i}`)],
  ["provider=stripe&state=ignored", [0, 2, 4].map((i) => `evt_list_${i}`)],
  ["state=quarantined", ["evt_lie"]],
  ["state[]=quarantined&state[]=processed", ["evt_lie", "evt_paid"]],
  ["reason=amount_mismatch", ["evt_lie"]],
  ["event_id=evt_list_3", ["evt_list_3"]],
  ["type=payment.captured&event_id[]=evt_list_1&event_id[]=evt_list_2", ["evt_list_1"]],
  ["received_at[$gt]=2100-01-01T00:00:00Z", []],
  ["account=nobody", []],
])("filters by %s", async (query, expected) => {
  expect((await ids(query)).sort()).toEqual([...expected].sort())
  expect((await inbox.list(query)).count).toBe(expected.length)
})

it("filters by the time of arrival", async () => {
  const [third] = (await inbox.list("event_id=evt_list_2")).webhook_events
  const range = `received_at[$gte]=${third!.received_at}&provider[]=stripe&provider[]=hmac&state=ignored`

  expect((await ids(range)).sort()).toEqual([2, 3, 4, 5].map((i) => `evt_list_${i}`))
})

it("pages without a gap or a repeat, and counts all", async () => {
  const pages = await Promise.all([0, 3, 6].map((offset) => inbox.list(`limit=3&offset=${offset}`)))

  expect(pages.map(({ count, offset, limit }) => [count, offset, limit])).toEqual([0, 3, 6].map((offset) => [8, offset, 3]))
  const all = pages.flatMap(({ webhook_events }) => webhook_events.map(({ id }) => id))
  expect(all).toEqual((await inbox.list()).webhook_events.map(({ id }) => id))
  expect(new Set(all).size).toBe(8)
})

it("leads from page to page by a cursor, and says when there are no more", async () => {
  const seen: string[] = []
  let cursor: string | null = ""
  for (let pages = 0; cursor !== null && pages < 9; pages++) {
    const page: Awaited<ReturnType<typeof inbox.list>> = await inbox.list(`limit=3${cursor && `&cursor=${cursor}`}`)
    expect(page).toMatchObject({ count: 8, count_is_capped: false, limit: 3, offset: 0 })
    seen.push(...page.webhook_events.map(({ id }) => id))
    cursor = page.next_cursor
  }

  expect(seen).toEqual((await inbox.list()).webhook_events.map(({ id }) => id))
})

it.each([
  ["limit=201", "limit may be 200 at most"],
  ["offset=10001", "offset may be 10000 at most"],
  ["cursor=nonsense", "next_cursor"],
  ["cursor=nonsense&offset=3", "either cursor or offset"],
])("refuses %s by name", async (query, message) => {
  await expect(inbox.list(query)).rejects.toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } })
})

it("orders by the requested columns", async () => {
  const events = await ids("order=event_id&state=ignored")

  expect(events).toEqual([...events].sort())
  expect(await ids("order=-event_id&state=ignored")).toEqual([...events].reverse())
})

it("shows the requested fields", async () => {
  const { webhook_events } = await inbox.list("fields=event_id,state&limit=1")

  expect(webhook_events).toEqual([{ id: expect.any(String), event_id: expect.any(String), state: expect.any(String) }])
})

it.each([
  "body",
  "payload",
  "headers",
  "lease_token",
  "leased_until",
  "+body",
  "*",
  "+payload,+headers",
  "nonsense",
  "body.0",
  "*body",
])("shows no hidden column for fields=%s", async (fields) => {
  const reply = await world
    .admin<{ webhook_events: object[] }>(
      "GET",
      `/admin/payment-notifications/webhook-events?fields=${encodeURIComponent(fields)}`,
    )
    .catch((error: { status: number }) => error)
  if ("status" in reply) {
    expect(reply.status).toBe(400)
    return
  }
  const keys = new Set(reply.webhook_events.flatMap((event) => Object.keys(event)))
  for (const hidden of ["body", "payload", "headers", "lease_token", "leased_until", "nonsense"])
    expect(keys).not.toContain(hidden)
})

it.each([
  "state=nonsense",
  "limit=x",
  "offset=-x",
  "nonsense=1",
  "order=nonsense",
  "order=body",
  "payload=1",
  "body=1",
  "lease_token=x",
  "offset=-1",
])("refuses ?%s with 400", async (query) => {
  await expect(inbox.list(query)).rejects.toMatchObject({ status: 400 })
})

it.each([
  ["webhook-events?state=nonsense", "state must be one of received, processing, processed, ignored, failed, dead, quarantined"],
  ["webhook-events?state[]=dead&state[]=nonsense", "state must be one of received, processing"],
  ["payments?state=paid", "state must be one of pending, requires_action, failed, authorized, captured, canceled, expired"],
  ["attention?state=done", "state must be one of open, deciding, resolved"],
  ["attention?kind=nonsense", "kind must be one of mismatch, "],
  ["attention?resolution=1", "resolution must be one of accepted, refunded, dismissed, superseded"],
  ["notifications?state[$ne]=sent", "state must be one of pending, sending, sent, failed, dead, suppressed"],
  ["notifications?topic=nonsense", "topic must be one of "],
  ["notifications?audience=nobody", "audience must be one of customer, merchant"],
  ["metrics?window=2h", "Expected: '1h, 24h, 7d, 30d, 90d' for field 'window'"],
])("refuses %s, and lists the allowed values", async (path, message) => {
  await expect(world.admin("GET", `/admin/payment-notifications/${path}`)).rejects.toMatchObject({
    status: 400,
    body: { type: "invalid_data", message: expect.stringContaining(message) },
  })
})

it.each([
  ["received_at[$re]=2026", /"received_at" with "\$re": use one of \$eq/],
  ["received_at[$contains]=2026", /"received_at" with "\$contains"/],
  ["received_at[$near]=2026", /"received_at" with "\$near"/],
  ["received_at[$gt]=soon", /invalid input syntax for type timestamp.*soon/],
  ["received_at[$like]=2026%25", /operator does not exist/],
])("refuses ?%s, and names the mistake", async (query, message) => {
  await expect(inbox.list(query)).rejects.toMatchObject({
    status: 400,
    body: { type: "invalid_data", message: expect.stringMatching(message) },
  })
})
