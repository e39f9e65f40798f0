import { sumOfStatus } from "../status-sum"

const eur = (minor: bigint) => ({ minor, currency: "EUR" })

describe("the sum beside a payment provider's status", () => {
  it.each([
    ["captured", { amount: 2495, amount_received: 100, amount_capturable: 0, currency: "eur" }, eur(100n)],
    ["authorized", { amount: 2495, amount_received: 0, amount_capturable: 2495, currency: "eur" }, eur(2495n)],
    ["captured", { amount_received: 12_850, currency: "kwd" }, { minor: 12_850n, currency: "KWD" }],
    ["captured", { amount_received: 5000, currency: "ugx" }, { minor: 50n, currency: "UGX" }],
    ["captured", { amount: 2495, currency: "eur" }, undefined],
    ["captured", { amount_received: "2495", currency: "eur" }, undefined],
  ] as const)("Medusa's Stripe provider, %s: %p", (state, data, sum) => {
    expect(sumOfStatus({ paymentProviderId: "pp_stripe_stripe", state, data, currency: "eur" })).toEqual(sum)
  })

  const part = (value: string, status: string) => ({ status, amount: { value, currency_code: "EUR" } })
  it.each([
    ["captured", { captures: [part("10.00", "COMPLETED"), part("14.95", "REFUNDED"), part("1.00", "DECLINED")] }, eur(2495n)],
    ["authorized", { authorizations: [part("24.95", "CREATED"), part("24.95", "VOIDED")] }, eur(2495n)],
    ["captured", { captures: [part("10", "COMPLETED")] }, undefined],
    ["captured", {}, undefined],
  ] as const)("PayPal's order, %s: %p", (state, payments, sum) => {
    const data = { amount: "24.95", purchase_units: [{ payments }] }
    expect(sumOfStatus({ paymentProviderId: "pp_paypal_paypal", state, data, currency: "eur" })).toEqual(sum)
  })

  it.each([
    [{ amount: { value: "24.95", currency: "EUR" } }, eur(2495n)],
    [{ amount: "24.95" }, eur(2495n)],
    [{ amount: { value: "25.00", currency: "EUR" }, amountCaptured: { value: "1.00", currency: "EUR" } }, eur(100n)],
    [{ amount: "24.95", captured_amount: 100 }, undefined],
    [{ amount: 2495 }, undefined],
    [{ amount: 24.95 }, undefined],
    [{ amount: "2495" }, undefined],
    [{ amount: "24.9" }, undefined],
    [{ amount: "24.950" }, undefined],
    [{ amount: "-24.95" }, undefined],
    [{ amount: { value: 24.95, currency: "EUR" } }, undefined],
    [{ amount: { value: "24.95" } }, undefined],
    [{ amount: null }, undefined],
    [{}, undefined],
  ])("any other, in euros: %p", (data, sum) => {
    expect(sumOfStatus({ paymentProviderId: "pp_other_other", state: "captured", data, currency: "eur" })).toEqual(sum)
  })

  it("reads a whole number where the currency has no minor unit", () => {
    const answer = { paymentProviderId: "pp_other_other", state: "captured", data: { amount: 2495 } } as const
    expect(sumOfStatus({ ...answer, currency: "jpy" })).toEqual({ minor: 2495n, currency: "JPY" })
  })
})
