import { asked } from "../asked"
import { askedThroughMedusa } from "../../medusa/asked"

const MEDUSA = "pp_stripe_stripe"

describe("the sum that Medusa's Stripe provider asks for", () => {
  it.each<[string, bigint, bigint]>([
    ["EUR", 2495n, 2495n],
    ["JPY", 500n, 500n],
    ["HUF", 249500n, 249500n],
    ["HUF", 249550n, 249550n],
    ["TWD", 10000n, 10000n],
    ["ISK", 500n, 500n],
    ["KWD", 12840n, 12840n],
    ["KWD", 12841n, 12850n],
    ["KWD", 12845n, 12850n],
    ["KWD", 12849n, 12850n],
    ["BHD", 1n, 10n],
    ["UGX", 5000n, 50n],
    ["MGA", 50000n, 50000n],
    ["MGA", 50050n, 50100n],
    ["KWD", 0n, 0n],
  ])("is, in %s, for %d: %d", (currency, minor, sum) => {
    expect(asked(minor, currency, MEDUSA)).toBe(sum)
    expect(asked(minor, currency.toLowerCase(), "pp_stripe-ideal_shop")).toBe(sum)
  })

  it("is left as it is where Stripe knows no such sum: nothing that is paid matches it", () =>
    expect(asked(5050n, "UGX", MEDUSA)).toBe(5050n))

  it.each(["pp_system_default", "pp_paypal_paypal", "pp_stripes_x", "pp_my-stripe_stripe", "stripe", ""])(
    "is the sum itself where %s asks",
    (provider) => expect(asked(12845n, "KWD", provider)).toBe(12845n),
  )
})

describe("the sum that Medusa's Stripe provider reports", () => {
  it.each<[string, bigint, bigint]>([
    ["EUR", 2495n, 2495n],
    ["KWD", 12845n, 12850n],
    ["UGX", 5000n, 5000n],
    ["ISK", 500n, 500n],
    ["MGA", 50050n, 50100n],
  ])("is, in %s, for %d: %d", (currency, minor, sum) => expect(askedThroughMedusa(minor, currency, MEDUSA)).toBe(sum))

  it("is the sum itself at any other provider", () => expect(askedThroughMedusa(12845n, "KWD", "pp_other_x")).toBe(12845n))
})
