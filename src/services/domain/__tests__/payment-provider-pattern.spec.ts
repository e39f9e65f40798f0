import { namesPaymentProvider, overlaps, PAYMENT_PROVIDER_PATTERN } from "../payment-provider-pattern"

it.each(["pp_stripe_stripe", "pp_stripe-ideal_stripe", "pp_stripe*", "pp_system_default"])("%s is a pattern", (pattern) => {
  expect(pattern).toMatch(PAYMENT_PROVIDER_PATTERN)
})

it.each(["stripe", "*", "pp_*", "pp_*_stripe", "pp_stripe**", "pp_stripe?", "pp_stripe%", "pp_[a-z]", "pp_{a}", "pp_a b", "pp_"])(
  "%s is none",
  (text) => {
    expect(text).not.toMatch(PAYMENT_PROVIDER_PATTERN)
  },
)

it("names one payment provider, or all that begin alike", () => {
  expect(namesPaymentProvider(["pp_stripe_stripe"], "pp_stripe_stripe")).toBe(true)
  expect(namesPaymentProvider(["pp_stripe_stripe"], "pp_stripe_stripe-eu")).toBe(false)
  expect(namesPaymentProvider(["pp_stripe*"], "pp_stripe-ideal_stripe")).toBe(true)
  expect(namesPaymentProvider(["pp_paypal_x", "pp_stripe*"], "pp_stripe_stripe")).toBe(true)
  expect(namesPaymentProvider(["pp_stripe*"], "pp_paypal_stripe")).toBe(false)
  expect(namesPaymentProvider([], "pp_stripe_stripe")).toBe(false)
})

it.each([
  ["pp_stripe*", "pp_stripe-ideal_stripe", true],
  ["pp_stripe-ideal*", "pp_stripe*", true],
  ["pp_stripe*", "pp_stripe*", false],
  ["pp_stripe_stripe", "pp_stripe_stripe", false],
  ["pp_stripe_stripe", "pp_stripe-ideal_stripe", false],
  ["pp_stripe*", "pp_paypal*", false],
])("%s and %s overlap: %s", (a, b, expected) => {
  expect(overlaps(a, b)).toBe(expected)
  expect(overlaps(b, a)).toBe(expected)
})
