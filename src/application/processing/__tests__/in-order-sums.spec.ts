import { PAYMENT_NOTIFICATION_MODULE } from "../../../services/module-name"
import { asked } from "../../../services/providers/stripe/asked"
import { reportInOrderSums, type OrderSums } from "../in-order-sums"

const STRIPE = "pp_stripe_stripe"

/** Medusa's rows of a payment: what it has captured and refunded, in major units. */
function containerOf(captures: number[], refunds: number[]) {
  const rows = (amounts: number[]) => amounts.map((amount) => ({ amount, raw_amount: { value: String(amount) } }))
  const query = { graph: async () => ({ data: [{ captures: rows(captures), refunds: rows(refunds) }] }) }
  const service = {
    asked: (_account: unknown, currency: string, id: string | null) => (minor: bigint) => asked(minor, currency, id ?? ""),
  }
  return { resolve: (key: string) => (key === PAYMENT_NOTIFICATION_MODULE ? service : query) } as never
}

const sums = (change: Partial<OrderSums>): OrderSums => ({
  currency: "kwd",
  paymentProviderId: STRIPE,
  paymentId: "pay_1",
  amount: 12_845n,
  captured: 0n,
  refunded: 0n,
  payerFee: 0n,
  ...change,
})

const report = (minor: bigint, currency: string, more: object = {}) =>
  ({
    account: { provider: "stripe" },
    fact: { subject: "payment", state: "captured", amount: { minor, currency }, ...more },
  }) as never

const minorOf = async (container: never, told: never, about: OrderSums, known?: bigint) =>
  ((await reportInOrderSums(container, told, about, known)) as { fact: { amount: { minor: bigint } } }).fact.amount.minor

it("reads what Medusa's Stripe provider rounded up as the order's own sum", async () => {
  expect(await minorOf(containerOf([], []), report(12_850n, "KWD"), sums({}))).toBe(12_845n)
})

it("never takes a hundredth of a price in shillings for the price, not on the first report either", async () => {
  const shillings = { currency: "ugx", amount: 5_000n }
  expect(await minorOf(containerOf([], []), report(50n, "UGX"), sums(shillings))).toBe(50n)
  expect(await minorOf(containerOf([], []), report(50n, "UGX"), sums({ ...shillings, paymentId: null }))).toBe(50n)
})

describe("a refund that includes the payer's fee", () => {
  const refund = { subject: "refund", state: "succeeded" }
  const paid = sums({
    currency: "inr",
    paymentProviderId: "pp_razorpay_razorpay",
    amount: 1_000n,
    captured: 1_000n,
    payerFee: 50n,
  })

  it("is the order's sum, all of it or what is left", async () => {
    expect(await minorOf(containerOf([], []), report(1_050n, "INR", refund), paid)).toBe(1_000n)
    expect(await minorOf(containerOf([], []), report(650n, "INR", refund), { ...paid, refunded: 400n })).toBe(600n)
  })

  it("means the same when it is told again, after it was applied", async () => {
    expect(await minorOf(containerOf([], []), report(650n, "INR", refund), { ...paid, refunded: 1_000n }, 600n)).toBe(600n)
  })
})
