import { lossOf, type DisputedMoney, type PaymentMoney } from "../losses"

const day = (number: number) => new Date(Date.UTC(2026, 0, number))

const dispute: DisputedMoney = { state: "lost", amount: 1500n, lostAmount: null, openedAt: day(5), settledByRefund: true }
const payment: PaymentMoney = { captured: 2500n, refunded: 0n, refunds: [] }

const refunded = (...refunds: ReadonlyArray<readonly [amount: bigint, at: Date | null]>): PaymentMoney => ({
  ...payment,
  refunded: refunds.reduce((sum, [amount]) => sum + amount, 0n),
  refunds: refunds.map(([amount, at]) => ({ state: "succeeded", amount, at })),
})

it.each<[string, Partial<DisputedMoney>, PaymentMoney, bigint]>([
  ["a dispute that goes on", { state: "under_review" }, payment, 0n],
  ["a dispute that was closed", { state: "closed" }, payment, 0n],
  ["a win", { state: "won" }, payment, 0n],
  ["a win in part", { state: "won", lostAmount: 400n, settledByRefund: false }, payment, 400n],
  ["a win in part before its refund", { state: "won", lostAmount: 400n }, payment, 400n],
  ["a win in part after its refund", { state: "won", lostAmount: 400n }, refunded([400n, day(9)]), 0n],
  ["a loss that no refund pays", { settledByRefund: false }, refunded([1500n, day(9)]), 1500n],
  ["a loss before its refund", {}, payment, 1500n],
  ["a loss after its refund", {}, refunded([1500n, day(9)]), 0n],
  ["a loss whose refund has no date", {}, refunded([1500n, null]), 0n],
  ["a loss of which a part is refunded", {}, refunded([600n, day(9)]), 900n],
  ["a loss beside a refund from before the dispute", {}, refunded([1000n, day(2)]), 1500n],
  ["the same, and its own refund", {}, refunded([1000n, day(2)], [1500n, day(9)]), 0n],
  ["a loss whose opening nobody reported", { openedAt: null }, refunded([1000n, day(2)]), 500n],
  ["a loss of more than is left", { amount: 2500n }, refunded([1000n, day(2)]), 1500n],
  ["a loss of a payment that is refunded in full", { amount: 2500n }, refunded([2500n, day(2)]), 0n],
  ["a refund that is known by the sum alone", {}, { ...payment, refunded: 1500n }, 0n],
  ["a refund that failed", {}, { ...payment, refunds: [{ state: "failed", amount: 1500n, at: day(9) }] }, 1500n],
])("%s", (_what, change, money, loss) => expect(lossOf({ ...dispute, ...change }, money)).toBe(loss))
