import { HttpError, useSharedStore } from "../../setup"
import { paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"

const BASE = "/admin/payment-notifications/payments"
let paid: Awaited<ReturnType<typeof paidOrder>>
let disputeId: string

const world = useSharedStore()

beforeAll(async () => {
  paid = await paidOrder(world)
  const request = { evidence_due_by: "2031-05-04T12:00:00.000Z", amount: 1000, reason_code: "fraudulent" }
  const opened = await world.gateway.client.dispute(paid.paymentId, request)
  disputeId = opened.dispute.id
  await finishedEvent(world, opened.event_id, "processed")
  const lost = await world.gateway.client.updateDispute(paid.paymentId, disputeId, "lose")
  await finishedEvent(world, lost.event_id, "processed")
  await paidOrder(world)
})

it("shows the payments of an order with their whole history", async () => {
  const { payments, count } = await world.admin<{ payments: any[]; count: number }>("GET", `${BASE}?order_id=${paid.orderId}`)

  expect(count).toBe(1)
  expect(payments).toEqual([
    expect.objectContaining({
      order_id: paid.orderId,
      payment_session_id: paid.session.id,
      provider_payment_id: paid.paymentId,
      state: "captured",
      amount: "2500",
      captured_amount: "2500",
      currency_code: "eur",
      disputes: [
        expect.objectContaining({
          provider_dispute_id: disputeId,
          state: "lost",
          amount: "1000",
          amount_major: 10,
          amount_minor: "1000",
          reason_code: "fraudulent",
          evidence_due_by: "2031-05-04T12:00:00.000Z",
        }),
      ],
      attention: [expect.objectContaining({ kind: "dispute", state: "resolved", resolution: "superseded" })],
      refunds: [],
    }),
  ])
  const [payment] = payments
  expect(payment.timeline.map(({ fact, version }: any) => `${version} ${fact}`)).toEqual([
    "1 payment.captured",
    "2 dispute.opened",
    "3 dispute.lost",
  ])
  expect(payment.webhook_events.map(({ state }: any) => state)).toEqual(["processed", "processed", "processed"])
  expect(JSON.stringify(payments)).not.toMatch(/body|headers|lease_token|@example/)
})

it("shows each capture that a provider behind core's route reported, and sums in both units", async () => {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay", { delivery: { account: "sandbox" } })
  await finishedEvent(world, event_id, "processed")
  const { payments } = await world.admin<{ payments: any[] }>(
    "GET",
    `${BASE}?payment_session_id=${ready.session.id}&fields=state,amount`,
  )

  expect(payments).toMatchObject([
    {
      ...{ amount: "2500", amount_major: 25, amount_minor: "2500" },
      ...{ captured_amount: "2500", captured_amount_major: 25, captured_amount_minor: "2500" },
      captures: [
        {
          id: null,
          provider_capture_id: null,
          amount: "2500",
          amount_major: 25,
          amount_minor: "2500",
          created_at: expect.any(String),
        },
      ],
      timeline: [{ fact: "payment.captured", amount_major: 25, amount_minor: "2500" }],
    },
  ])
})

it("shows one payment by its id, and answers 404 without one", async () => {
  const { payments } = await world.admin<{ payments: any[] }>("GET", `${BASE}?order_id=${paid.orderId}&fields=state`)
  const { payment } = await world.admin<{ payment: any }>("GET", `${BASE}/${payments[0].id}`)

  expect(payment).toMatchObject({ order_id: paid.orderId, disputes: [{ state: "lost" }] })
  await expect(world.admin("GET", `${BASE}/prec_nobody`)).rejects.toThrow(HttpError)
})

it("finds payments by their state and refuses unknown filters", async () => {
  const { rows } = await world.db.query(`SELECT count(*)::int AS count FROM payment_record WHERE state = 'captured'`)
  expect(rows[0].count).toBeGreaterThanOrEqual(2)
  expect(await world.admin("GET", `${BASE}?state=captured&limit=1`)).toMatchObject({ ...rows[0], limit: 1, payments: [{}] })
  await expect(world.admin("GET", `${BASE}?state=paid`)).rejects.toThrow(HttpError)
  await expect(world.admin("GET", `${BASE}?secret=1`)).rejects.toThrow(HttpError)
})

it("shows a dispute's transition in its event's timeline", async () => {
  const { payments } = await world.admin<{ payments: any[] }>("GET", `${BASE}?order_id=${paid.orderId}`)
  const { webhook_event_id } = payments[0].timeline[1]
  const { webhook_event } = await world.admin<{ webhook_event: any }>(
    "GET",
    `/admin/payment-notifications/webhook-events/${webhook_event_id}`,
  )

  expect(webhook_event.timeline).toMatchObject([{ fact: "dispute.opened", subject: "dispute", amount: "1000" }])
})

it.each(["", "/prec_1"])("refuses callers who are no admin: GET %s", async (path) => {
  expect((await fetch(`${world.url}${BASE}${path}`)).status).toBe(401)
})
