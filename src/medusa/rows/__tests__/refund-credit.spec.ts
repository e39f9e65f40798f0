import { creditLimit, creditOf, surplusCredit, withCredit, withRefund, type OrderSums } from "../refund-credit"

const balanced: OrderSums = { due: 0n, refunded: 0n, credited: 0n }

/** The credit line of a refund that is recorded on this order; `meanwhile` changes what the order expects before it is made. */
const credit = (amount: bigint, before: OrderSums, meanwhile = 0n): bigint => {
  const { due, ...rest } = withRefund(before, amount)
  return creditOf(creditLimit(amount, before), { due: due + meanwhile, ...rest })
}

it.each<[string, bigint, OrderSums, bigint, bigint]>([
  ["nothing is owed", 1000n, balanced, 0n, 1000n],
  ["a return is owed for in full", 1000n, { ...balanced, due: -1000n }, 0n, 0n],
  ["a return is owed for in part", 1000n, { ...balanced, due: -400n }, 0n, 600n],
  ["more is owed", 1000n, { ...balanced, due: -1500n }, 0n, 0n],
  ["the order still expects money", 1000n, { ...balanced, due: 500n }, 0n, 1000n],
  ["an edit takes its amount off the order meanwhile", 1000n, balanced, -1000n, 0n],
  ["an edit takes a part of it off meanwhile", 1000n, balanced, -400n, 600n],
  ["an edit adds to the order meanwhile", 1000n, balanced, 500n, 1000n],
  ["an edit adds to an order that owed the refund", 1000n, { ...balanced, due: -1000n }, 500n, 0n],
  ["it was paid again meanwhile", 1000n, balanced, -1000n, 0n],
  // Core's credit lines name no refund.
  ["core's credit line is there before its transaction", 1000n, { due: -1000n, refunded: 0n, credited: 1000n }, 0n, 0n],
  ["… and the order expects other money", 1000n, { due: -500n, refunded: 0n, credited: 1000n }, 0n, 0n],
  ["an earlier refund needed no credit line", 1000n, { due: 0n, refunded: 700n, credited: 0n }, 0n, 1000n],
])("where %s", (_what, amount, before, meanwhile, expected) => {
  expect(credit(amount, before, meanwhile)).toBe(expected)
})

it.each<[string, OrderSums, bigint]>([
  ["a credit line made twice", { due: -200n, refunded: 800n, credited: 1000n }, 200n],
  ["nothing", { due: 0n, refunded: 800n, credited: 800n }, 0n],
  ["no debt that a return has left", { due: -200n, refunded: 800n, credited: 800n }, 0n],
  ["no more than the order owes", { due: -100n, refunded: 800n, credited: 1000n }, 100n],
])("takes back %s", (_what, sums, expected) => {
  expect(surplusCredit(sums)).toBe(expected)
})

it("credits the refund that lacks it, of two at once whose transactions core took back", () => {
  // Core made the credit line of 5.00 and not that of 3.00.
  const both = withRefund(withRefund({ due: -500n, refunded: 0n, credited: 500n }, 300n), 500n)
  const first = creditOf(creditLimit(300n, { due: -500n, refunded: 0n, credited: 500n }), both)
  expect(first).toBe(300n)
  expect(creditOf(500n, withCredit(both, first))).toBe(0n)
})
