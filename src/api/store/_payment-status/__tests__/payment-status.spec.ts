import type { PaymentRecord } from "../../../../services/store/entities"
import { paymentStatus, type Expected } from "../payment-status"

const expected: Expected = {
  amount: 25,
  currency_code: "eur",
  order_id: null,
  order_display_id: null,
  updated_at: new Date(1),
}

const record = (given: Partial<PaymentRecord>) =>
  ({
    state: "captured",
    version: 3,
    amount: "2500",
    captured_amount: "2500",
    refunded_amount: "0",
    currency_code: "eur",
    reason_code: null,
    order_id: "order_1",
    updated_at: new Date(2),
    account: "secret account",
    ...given,
  }) as PaymentRecord

it("is pending at version 0 before anything was reported", () => {
  expect(paymentStatus(null, expected)).toEqual({
    ...expected,
    state: "pending",
    version: 0,
    amount_major: 25,
    amount_minor: "2500",
    captured_amount: 0,
    captured_amount_major: 0,
    captured_amount_minor: "0",
    refunded_amount: 0,
    refunded_amount_major: 0,
    refunded_amount_minor: "0",
    reason_code: null,
  })
})

it.each([
  ["eur", "2500", 25],
  ["jpy", "4000", 4000],
  ["kwd", "1234", 1.234],
  ["eur", "1", 0.01],
])("shows %s minor units %s as %d", (currency_code, minor, major) => {
  expect(
    paymentStatus(record({ currency_code, amount: minor, captured_amount: minor, refunded_amount: minor }), expected),
  ).toMatchObject({
    amount: major,
    amount_major: major,
    amount_minor: minor,
    captured_amount: major,
    captured_amount_minor: minor,
    refunded_amount: major,
    refunded_amount_minor: minor,
  })
})

it("shows the store's order where the record names none", () => {
  const status = paymentStatus(record({ order_id: null }), {
    ...expected,
    order_id: "order_2",
    order_display_id: 8,
  })

  expect(status).toMatchObject({ order_id: "order_2", order_display_id: 8 })
})

it("shows only fields that a storefront may know", () => {
  expect(JSON.stringify(paymentStatus(record({}), expected))).not.toContain("secret account")
})
