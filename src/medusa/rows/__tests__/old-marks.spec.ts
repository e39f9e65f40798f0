import { DETACHED, isDetached } from "../detached"
import { openRefundsOf, type RefundMark, type RefundRow } from "../refund-rows"

it.each([
  ["today's mark", DETACHED, true],
  ["the mark of 0.1", { payment_notifications: { aside: true } }, true],
  ["another mark of ours", { payment_notifications: {} }, false],
  ["a store's own", { aside: true, detached: true }, false],
  ["nothing", null, false],
])("reads a payment collection with %s as detached: %p, %p", (_what, metadata, expected) => {
  expect(isDetached({ metadata })).toBe(expected)
})

const rowWith = (mark: Partial<RefundMark>): RefundRow => ({
  id: "ref_1",
  amount: 7,
  created_at: "2026-05-01T12:00:00Z",
  deleted_at: null,
  metadata: { payment_notifications: { key: "k", amount: "700", ...mark } },
})

it.each([
  [{}, 1],
  [{ recorded: true }, 0],
  [{ booked: true }, 0],
  [{ booked: false }, 1],
])("records a refund with the mark %j no second time: %i left", (mark, left) => {
  expect(openRefundsOf([rowWith(mark)])).toHaveLength(left)
})
