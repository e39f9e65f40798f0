import { differences, type ExpectedPayment } from "../../../services/domain/compare"
import type { PaymentFact } from "../../../services/domain/facts"
import { readDifference } from "../read-difference"

const EXPECTED: ExpectedPayment = { paymentProviderId: "pp_stripe_stripe", amount: 2500n, currency: "eur" }
const captured = (more: Partial<PaymentFact>): PaymentFact => ({ subject: "payment", state: "captured", ...more })
const eur = (minor: bigint) => ({ minor, currency: "EUR" })

const euros = (major: number) => ({ major, currency: "EUR" })

it.each([
  ["amount", captured({ amount: eur(2400n) }), EXPECTED, { expected: euros(25), reported: euros(24) }],
  ["noAmount", captured({}), EXPECTED, { expected: euros(25) }],
  ["unreadable", captured({ amount: { major: "many" } }), EXPECTED, { expected: euros(25) }],
  ["currency", captured({ amount: { minor: 2500n, currency: "USD" } }), EXPECTED, { expected: "EUR", reported: "USD" }],
  [
    "cart",
    captured({ amount: eur(2500n) }),
    { ...EXPECTED, cart: { collectionAmount: 2500n, total: 3000n } },
    { asked: euros(25), costs: euros(30) },
  ],
  ["mode", captured({ amount: eur(2500n), mode: "test" }), EXPECTED, { takes: "live", reports: "test" }],
  [
    "paymentProvider",
    captured({ amount: eur(2500n) }),
    { ...EXPECTED, paymentProviderId: "pp_other" },
    { belongs: "pp_other", takes: "pp_stripe_*, pp_stripe" },
  ],
] as const)("reads what the server says of a difference: %s", (key, fact, expected, values) => {
  const sentences = differences(fact, expected, { mode: "live", paymentProviders: ["pp_stripe_*", "pp_stripe"] })

  expect(sentences.map(readDifference)).toEqual([{ key: `findings.differences.${key}`, values }])
})

it("leaves a provider's own words alone", () => {
  expect(readDifference("the merchant is 2088, not 2099")).toBeUndefined()
})
