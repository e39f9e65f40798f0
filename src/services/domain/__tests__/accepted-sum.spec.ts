import { acceptedSum } from "../accepted-sum"

const item = (amount: string | null, more: object = {}) => ({
  amount: amount ?? "2500",
  currency_code: "eur",
  detail: "",
  data: { fact: "payment.captured", reported: { amount } },
  ...more,
})

it("takes the sum that nobody reported, exactly", () => {
  expect(acceptedSum(item(null), "24.95")).toBe(2495n)
  expect(acceptedSum(item(null), "25")).toBe(2500n)
  expect(acceptedSum(item(null, { currency_code: "kwd", amount: "25000" }), "12.845")).toBe(12845n)
})

it.each([
  [undefined, "is required"],
  ["", "must be a decimal"],
  ["1e3", "must be a decimal"],
  ["24,95", "must be a decimal"],
  ["24.951", "must be a decimal in major units of EUR"],
  ["0", "must be greater than 0"],
  ["-1.00", "must be greater than 0"],
  ["25.01", "must not be more than was asked for (25.00 EUR)"],
])("refuses %p", (given, message) => {
  expect(() => acceptedSum(item(null), given)).toThrow(message)
})

it("takes none where the provider reported one, or where the item is not about money", () => {
  expect(acceptedSum(item("100"), undefined)).toBeUndefined()
  expect(() => acceptedSum(item("100"), "25.00")).toThrow("must be left out: the provider reported 1.00 EUR")
  const ended = item(null, { data: { fact: "payment.failed", reported: { amount: null } } })
  expect(acceptedSum(ended, undefined)).toBeUndefined()
  expect(() => acceptedSum(ended, "1.00")).toThrow("must be left out")
})
