import { finishCaptures, type CaptureRows } from "../finish-captures"

const at = new Date("2026-01-01T00:00:00Z")

/** A payment of 25.00 EUR with its collection, and the calls that were made. */
function setUp({ captured, captured_at = null, known }: { captured: number[]; captured_at?: Date | null; known: number }) {
  const captures = captured.map((amount, index) => ({ id: `capt_${index}`, created_at: at, amount }))
  const payment = { id: "pay_1", payment_collection_id: "pay_col_1", currency_code: "eur", amount: 25, captured_at, captures }
  const calls: unknown[] = []
  const seen =
    (name: string) =>
    async (...given: unknown[]) =>
      void calls.push([name, ...given])
  const payments: CaptureRows = {
    retrievePaymentCollection: async () => ({
      id: "pay_col_1",
      status: "authorized",
      captured_amount: known,
      payments: [payment],
    }),
    updatePayment: seen("updatePayment"),
    updatePaymentCollections: seen("updatePaymentCollections"),
    capturePayment: seen("capturePayment"),
  }
  return { calls, finish: (total: bigint) => finishCaptures(payments, payment, total, "us") }
}

const addUp = ["capturePayment", { payment_id: "pay_1", is_captured: true, captured_by: "us" }]

it("finishes a whole capture that was cut off before the payment knew of it", async () => {
  const { calls, finish } = setUp({ captured: [25], known: 0 })
  await finish(2500n)
  expect(calls).toEqual([["updatePayment", { id: "pay_1", captured_at: expect.any(Date) }], addUp])
})

it("finishes one that was cut off before the collection knew of it", async () => {
  const { calls, finish } = setUp({ captured: [10, 15], captured_at: at, known: 10 })
  await finish(2500n)
  expect(calls).toEqual([addUp])
})

it("adds up a partial capture", async () => {
  const { calls, finish } = setUp({ captured: [10], known: 0 })
  await finish(1000n)
  expect(calls).toEqual([["updatePaymentCollections", "pay_col_1", { captured_amount: "10" }]])
})

it.each([
  ["what is finished", { captured: [25], captured_at: at, known: 25 }, 2500n],
  ["a part that is added up", { captured: [10], known: 10 }, 1000n],
  ["what the provider has not told in full", { captured: [10, 15], known: 10 }, 1000n],
])("leaves %s alone", async (_what, state, total) => {
  const { calls, finish } = setUp(state)
  await finish(total)
  expect(calls).toEqual([])
})
