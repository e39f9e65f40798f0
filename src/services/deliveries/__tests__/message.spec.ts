import { readGenericEvent } from "../../providers/kit/generic-event"
import { bodyOf, messageOf } from "../message"
import { claimed } from "./claimed"

it("is the same at each attempt, but for its number", () => {
  const { attempt, ...first } = messageOf(claimed())
  const { attempt: third, ...later } = messageOf(claimed({ attempts: 5, replayed_after: 2, updated_at: new Date() }))
  expect(later).toEqual(first)
  expect([attempt, third]).toEqual([1, 3])
})

it("carries the fact and the attributes of CloudEvents", () => {
  const { body, attributes } = messageOf(claimed())
  expect(JSON.parse(body.toString())).toEqual({
    id: "ptrn_1",
    type: "payment.captured",
    timestamp: "2026-05-01T10:00:02.500Z",
    occurred_at: "2026-05-01T10:00:00.000Z",
    sequence: 3,
    data: claimed().data,
  })
  expect(attributes).toEqual({
    specversion: "1.0",
    id: "ptrn_1",
    type: "payment_notification.payment.captured",
    source: "/payment-notifications/accounts/stripe",
    subject: "prec_1",
    time: "2026-05-01T10:00:02.500Z",
    datacontenttype: "application/json",
    sequence: "3",
    partitionkey: "prec_1",
  })
  expect(messageOf(claimed({ account: null })).attributes.source).toBe("/payment-notifications")
})

it("is read by the plugin's own generic accounts", () => {
  expect(readGenericEvent(messageOf(claimed()).body)).toMatchObject({
    id: "ptrn_1",
    type: "payment.captured",
    occurredAt: new Date("2026-05-01T10:00:00Z"),
    payload: { session_id: "payses_1", payment_id: "pi_1", amount: "4590", currency: "EUR", captured_total: "4590" },
  })
})

it("carries a path alone where it is thin; read back, it is whole", () => {
  const thin = claimed({ payload: "thin", occurred_at: null })
  expect(bodyOf(thin)).toEqual({
    id: "ptrn_1",
    type: "payment.captured",
    timestamp: "2026-05-01T10:00:02.500Z",
    sequence: 3,
    data: { url: "/payment-notifications/deliveries/pdel_1" },
  })
  expect(bodyOf(thin, "full").data).toBe(thin.data)
})
