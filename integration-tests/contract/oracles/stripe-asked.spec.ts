import fc from "fast-check"
import { toMajor, toMinor } from "../../../src/services/domain/money"
import { askedThroughMedusa } from "../../../src/services/providers/medusa/asked"
import { stripeAmount } from "../../../src/services/providers/stripe/amount"
import { asked } from "../../../src/services/providers/stripe/asked"
import { assertProperty } from "../../../src/__tests__/assert-property"

interface MedusasOwn {
  getSmallestUnit(amount: string | number, currency: string): number
  getAmountFromSmallestUnit(units: number, currency: string): number
}

/** The code with which the installed Stripe provider of Medusa converts a payment, and a refund alike. */
const medusas = jest.requireActual<MedusasOwn>("@medusajs/payment-stripe/dist/utils/get-smallest-unit")

const MEDUSA = "pp_stripe_stripe"

/** Those of ISO 4217, and the ones without everyday use that Node's list leaves out. */
const CURRENCIES = [...new Set([...Intl.supportedValuesOf("currency"), "CLF", "UYI", "UYW", "IQD", "LYD"])]

/** Orders of any size that a number carries exactly, and refunds of a part of them. */
const sums = fc.bigInt({ min: 0n, max: 9_999_999_999n })

const WITNESSES: readonly bigint[] = [
  0n,
  1n,
  5n,
  9n,
  10n,
  49n,
  50n,
  99n,
  100n,
  2495n,
  5050n,
  12841n,
  12845n,
  12850n,
  9_999_999_999n,
]

function expectAgreement(minor: bigint, currency: string): void {
  const units = medusas.getSmallestUnit(toMajor(minor, currency), currency)
  const amount = stripeAmount(units, currency)
  expect([currency, asked(minor, currency, MEDUSA)]).toEqual([currency, amount && "minor" in amount ? amount.minor : minor])
  const reported = toMinor(medusas.getAmountFromSmallestUnit(units, currency), currency)
  expect([currency, askedThroughMedusa(minor, currency, MEDUSA)]).toEqual([currency, reported])
  // A capture or a refund of what was asked for asks for the same again.
  expect([currency, askedThroughMedusa(reported, currency, MEDUSA)]).toEqual([currency, reported])
}

describe("against the installed Stripe provider of Medusa", () => {
  it.each(CURRENCIES)("asks for and reports what that provider does in %s", (currency) => {
    for (const minor of WITNESSES) expectAgreement(minor, currency)
  })

  it("asks for and reports what that provider does, in any currency, for any sum", () =>
    assertProperty(fc.property(fc.constantFrom(...CURRENCIES), sums, (currency, minor) => expectAgreement(minor, currency))))
})
