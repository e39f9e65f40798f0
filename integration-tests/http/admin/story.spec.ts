import { type HttpError, poll, useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { deliveryOptions, deskOf } from "../support/destinations"
import { paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"
import { openThirdParty, type ThirdParty } from "../support/third-party"

const world = useSharedStore({ options: { deliveries: deliveryOptions() } })
const BASE = "/admin/payment-notifications/payments"

let erp: ThirdParty
let paid: Awaited<ReturnType<typeof paidOrder>>
let paymentId: string
let destinationId: string

/** Paid, refunded in part, disputed; the dispute's item dismissed; each fact handed to a third party. */
beforeAll(async () => {
  erp = await openThirdParty()
  const created = await deskOf(world).create({ kind: "http", facts: ["*"], config: { url: erp.url }, description: "The ERP" })
  destinationId = created.destination.id
  paid = await paidOrder(world)
  const refund = await world.gateway.client.refund(paid.paymentId, { amount: 500 })
  await finishedEvent(world, refund.event_id, "processed")
  const opened = await world.gateway.client.dispute(paid.paymentId, { amount: 1000, evidence_due_by: "2031-05-04T12:00:00.000Z" })
  await finishedEvent(world, opened.event_id, "processed")
  const { payments } = await world.admin<any>("GET", `${BASE}?order_id=${paid.orderId}`)
  paymentId = payments[0].id
  const [item] = payments[0].attention
  await attentionOf(world).dismiss(item.id, { note: '=HYPERLINK("https://evil.example") is "answered", by Ada' })
  await poll("messages and callbacks", async () => {
    const { entries } = await story("kind[]=message&kind[]=callback")
    const done = entries.filter(({ state }: any) => state === "sent" || state === "delivered")
    return entries.length >= 5 && done.length === entries.length
  })
})

afterAll(async () => {
  if (destinationId) await deskOf(world).call("DELETE", `/destinations/${destinationId}`)
  await erp?.close()
})

const story = async (query = "") => (await world.admin<any>("GET", `${BASE}/${paymentId}/story?${query}`)).story
const refused = (path: string) =>
  world.admin("GET", path).catch((error: HttpError) => ({ status: error.status, ...(error.body as object) }))

it("tells in one line of time what the provider reported, what was done about it, and what Medusa has of it", async () => {
  const { payment, entries, has_more, next_cursor, messages_hidden } = await story()

  expect({ has_more, next_cursor, messages_hidden }).toEqual({ has_more: false, next_cursor: null, messages_hidden: false })
  expect(payment).toMatchObject({
    id: paymentId,
    order_id: paid.orderId,
    order_display_id: expect.any(Number),
    email: paid.cart.email,
    provider_payment_id: paid.paymentId,
    captured_amount_major: 25,
    refunded_amount_major: 5,
  })
  const of = (kind: string) => entries.filter((entry: any) => entry.kind === kind).reverse()
  expect(of("event").map(({ name, state }: any) => [name, state])).toEqual(
    [
      ["payment.captured", "processed"],
      ["refund.succeeded", "processed"],
      ["dispute.opened", "processed"],
    ].map(([, state]) => [expect.any(String), state]),
  )
  expect(of("payment")).toMatchObject([{ name: "payment.captured", state: "captured", amount: "2500", amount_major: 25 }])
  expect(of("refund")).toMatchObject([{ name: "refund.succeeded", state: "succeeded", amount_major: 5, currency_code: "eur" }])
  expect(of("dispute")).toMatchObject([
    {
      name: "dispute.opened",
      state: "opened",
      amount_major: 10,
      due_by: "2031-05-04T12:00:00.000Z",
      reference: expect.any(String),
    },
  ])
  for (const { webhook_event_id } of [...of("payment"), ...of("refund"), ...of("dispute")]) {
    expect(of("event").map(({ id }: any) => id)).toContain(webhook_event_id)
  }
  expect(
    of("medusa")
      .map(({ name, amount_major }: any) => `${name} ${amount_major}`)
      .sort(),
  ).toEqual(["capture 25", "payment 25", "payment_session 25", "refund 5"])
  expect(of("message")).toContainEqual(
    expect.objectContaining({
      name: "payment.captured",
      state: "sent",
      reference: "email",
      recipient: paid.cart.email,
      attempts: 1,
    }),
  )
  expect(of("callback")).toContainEqual(
    expect.objectContaining({ name: "payment.captured", state: "delivered", reference: "The ERP", attempts: 1 }),
  )
  expect(of("attention")).toMatchObject([
    { name: "dispute", state: "resolved", reason: "dismissed", due_by: "2031-05-04T12:00:00.000Z" },
  ])
  expect(of("decision").at(-1)).toMatchObject({
    name: "dismiss",
    state: "done",
    actor: expect.stringMatching(/^user_/),
    text: '=HYPERLINK("https://evil.example") is "answered", by Ada',
    payment_attention_id: of("attention")[0].id,
  })
  expect(of("attention")[0].data).toEqual({
    state: "opened",
    provider_dispute_id: of("dispute")[0].reference,
    reason_code: expect.any(String),
  })
  expect(JSON.stringify(entries)).not.toMatch(/body|headers|payload|lease_token/)
})

it("leads from page to page without a gap or a repeat, through Medusa's rows as well", async () => {
  const { entries } = await story()
  const seen: any[] = []
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: any = await story(`limit=3${cursor && `&cursor=${cursor}`}`)
    expect(page.entries.length).toBeLessThanOrEqual(3)
    seen.push(...page.entries)
    cursor = page.next_cursor
  }

  expect(seen).toEqual(entries)
  expect([...entries].sort((a: any, b: any) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))).toEqual(entries)
})

it("gives the story as a file: JSON, and CSV of which no cell is a formula", async () => {
  const { entries } = await story()
  const file = await world.admin<any>("GET", `${BASE}/${paymentId}/story/export?format=json`)
  expect(file.story.entries).toEqual(entries)
  const response = await fetch(`${world.url}${BASE}/${paymentId}/story/export?format=csv`, {
    headers: { authorization: `Bearer ${world.facts.adminToken}` },
  })

  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8")
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="payment-${paid.paymentId}.csv"`)
  const text = await response.text()
  const lines = text.split("\r\n")
  expect(lines[0]).toBe(
    "at,occurred_at,kind,name,state,reason,amount,amount_major,currency_code,reference,recipient,attempts,due_by,actor,text,id,webhook_event_id,payment_attention_id",
  )
  expect(lines).toHaveLength(entries.length + 2)
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"") is ""answered"", by Ada"`)
  const captured = entries.find(({ kind }: any) => kind === "payment")
  expect(text).toContain(`${captured.at},${captured.occurred_at},payment,payment.captured,captured,,2500,25.00,eur,`)
})

it("refuses what it does not understand, and knows no payment that is not there", async () => {
  expect(await refused(`${BASE}/${paymentId}/story?kind=webhook`)).toMatchObject({
    status: 400,
    message: expect.stringContaining("kind must be one of event, payment"),
  })
  expect(await refused(`${BASE}/${paymentId}/story?limit=1000`)).toMatchObject({ status: 400 })
  expect(await refused(`${BASE}/${paymentId}/story?cursor=nonsense`)).toMatchObject({
    status: 400,
    message: expect.stringContaining("next_cursor"),
  })
  expect(await refused(`${BASE}/${paymentId}/story/export`)).toMatchObject({ status: 400 })
  expect(await refused(`${BASE}/prec_unknown/story`)).toMatchObject({ status: 404 })
  expect(await refused(`${BASE}/prec_unknown/story/export?format=csv`)).toMatchObject({ status: 404 })
})
