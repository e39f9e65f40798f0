import { inBothUnits } from "../both-units"

it("gives each sum in both units, by the row's currency or the one it belongs to", () => {
  const at = new Date(0)
  const payment = {
    amount: "2495",
    captured_amount: "100",
    currency_code: "eur",
    created_at: at,
    captures: [{ id: null, amount: "100" }],
    refunds: [{ amount: "12845", currency_code: "kwd" }],
    attention: [{ amount: null, currency_code: "eur" }],
  }
  expect(inBothUnits({ payments: [payment], count: 1 })).toEqual({
    payments: [
      {
        ...payment,
        amount_major: 24.95,
        amount_minor: "2495",
        captured_amount_major: 1,
        captured_amount_minor: "100",
        captures: [{ id: null, amount: "100", amount_major: 1, amount_minor: "100" }],
        refunds: [{ amount: "12845", currency_code: "kwd", amount_major: 12.845, amount_minor: "12845" }],
        attention: [{ amount: null, currency_code: "eur", amount_major: null, amount_minor: null }],
      },
    ],
    count: 1,
  })
})

it("adds nothing to a provider's payload, to numbers, or to other fields", () => {
  const event = { payload: { amount: "1" }, data: { amount: "1", currency_code: "eur" }, amount_required: true, attempts: 1 }
  expect(inBothUnits(event)).toEqual(event)
  expect(inBothUnits({ amount: 24.95, currency_code: "eur" })).toEqual({ amount: 24.95, currency_code: "eur" })
})

it("guesses no major unit without a currency", () => {
  expect(inBothUnits({ amount: "2495" })).toEqual({ amount: "2495", amount_major: null, amount_minor: "2495" })
})
