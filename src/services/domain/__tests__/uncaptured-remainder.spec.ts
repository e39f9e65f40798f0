import { endsRemainder, refundsRemainder, type CapturedPayment } from "../uncaptured-remainder"

const AT = new Date("2026-03-01T12:00:00Z")
const later = (ms: number) => new Date(AT.getTime() + ms)
const eur = (minor: bigint) => ({ minor, currency: "EUR" })

/** 80.00 EUR captured of 100.00 EUR. */
const payment = (given: Partial<CapturedPayment> = {}): CapturedPayment => ({
  state: "captured",
  amount: 10000n,
  captured: 8000n,
  currency: "eur",
  occurredAt: AT,
  ...given,
})

describe("the end of the uncaptured remainder", () => {
  it.each(["canceled", "expired"] as const)("is meant when the payment is %s", (state) =>
    expect(endsRemainder(payment(), state)).toBe(true),
  )

  it.each([
    ["the bank takes the part back", payment(), "failed"],
    ["all was captured", payment({ captured: 10000n }), "canceled"],
    ["nothing was captured", payment({ state: "authorized", captured: 0n }), "canceled"],
  ] as const)("is not meant when %s", (_what, known, state) => expect(endsRemainder(known, state)).toBe(false))
})

describe("a refund of the uncaptured remainder", () => {
  it.each([
    ["made with the capture", payment(), AT],
    ["a second apart, as clocks round", payment(), later(1000)],
    ["made before the capture was told", payment(), later(-3000)],
    ["of a capture whose time is not known", payment({ occurredAt: null }), later(86_400_000)],
  ])("is one that is %s", (_what, known, madeAt) => {
    expect(refundsRemainder(known, { madeAt, amount: eur(2000n) })).toBe(true)
    expect(refundsRemainder(known, { madeAt, amount: { major: "20.00" } })).toBe(true)
  })

  it.each([
    [
      "made afterwards: half is captured, and given back",
      payment({ captured: 5000n }),
      { madeAt: later(2000), amount: eur(5000n) },
    ],
    ["of another sum", payment(), { madeAt: AT, amount: eur(1999n) }],
    ["of no sum", payment(), { madeAt: AT }],
    ["of a provider that makes none of this kind", payment(), { amount: eur(2000n) }],
    ["of a payment that was captured whole", payment({ captured: 10000n }), { madeAt: AT, amount: eur(0n) }],
  ])("is not one %s", (_what, known, refund) => expect(refundsRemainder(known, refund)).toBe(false))
})
