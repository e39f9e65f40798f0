import { madeAtOnce, unrecordedRefunds } from "../unrecorded-refunds"
import type { RefundRow } from "../refund-rows"

const row = (id: string, amount: number, metadata: RefundRow["metadata"] = null): RefundRow => ({
  id,
  amount,
  created_at: "2026-05-01T12:00:00Z",
  deleted_at: null,
  metadata,
})

const transaction = (reference_id: string, amount: number, reference = "refund") => ({ reference, reference_id, amount })

const missing = (refunds: RefundRow[], transactions: ReturnType<typeof transaction>[], total: bigint) =>
  unrecordedRefunds({ payment_id: "pay_1", currency_code: "eur", refunds, transactions, total }).map(
    ({ row: { id }, amount }) => [id, amount],
  )

it("names the rows without a transaction, or with one of another amount", () => {
  const rows = [row("a", 3), row("b", 5), row("c", 2)]
  expect(missing(rows, [transaction("a", -3), transaction("b", -3)], 1000n)).toEqual([
    ["b", 500n],
    ["c", 200n],
  ])
})

it("names none beyond the provider's total: it may still be refused", () => {
  expect(missing([row("a", 3), row("b", 5)], [transaction("a", -3)], 300n)).toEqual([])
  expect(missing([row("a", 3), row("b", 5)], [transaction("a", -3)], 800n)).toEqual([["b", 500n]])
})

it("finds the refunds of a canceled order under the payment's id", () => {
  const rows = [row("a", 8.31), row("b", 16.69)]
  expect(missing(rows, [transaction("a", -8.31), transaction("pay_1", -16.69)], 2500n)).toEqual([])
  expect(missing(rows, [transaction("pay_1", -16.69)], 2500n)).toEqual([["a", 831n]])
})

it("compares the amount before its reversals", () => {
  const reversed = { payment_notifications_reversals: [{ key: "k", call: "k", amount: "200", credit: "0" }] }
  expect(missing([row("a", 3, reversed)], [transaction("a", -5)], 300n)).toEqual([])
  expect(missing([row("a", 3, reversed)], [], 300n)).toEqual([["a", 500n]])
})

it("tells the refunds that core made at once", () => {
  const at = (id: string, created_at: string) => ({ ...row(id, 3), created_at })
  const rows = [at("a", "2026-05-01T12:00:00Z"), at("b", "2026-05-01T12:00:01Z"), at("c", "2026-05-01T12:05:00Z")]
  expect(madeAtOnce(rows).map(({ id }) => id)).toEqual(["a", "b"])
  const ours = { ...rows[1]!, metadata: { payment_notifications: { key: "k", amount: "300" } } }
  expect(madeAtOnce([rows[0]!, ours, rows[2]!])).toEqual([])
})
