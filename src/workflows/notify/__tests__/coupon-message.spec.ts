import { writeMessage } from "../content"
import type { Coupon } from "../coupon-message"

const coupon: Coupon = {
  code: "THANKS-ABC",
  type: "percentage",
  value: "12.5",
  currency_code: null,
  minimum_amount: null,
  ends_at: null,
}

const textOf = (change: Partial<Coupon>): string =>
  writeMessage("reward.issued", {
    shop_name: "Ada",
    order_display_id: 7,
    amount: "2500",
    currency_code: "eur",
    reason_code: null,
    coupon: { ...coupon, ...change },
  })!.text

it.each<[string, Partial<Coupon>, string]>([
  ["per cents", {}, "Thank you for order #7 at Ada. Your coupon code is THANKS-ABC: 12.5 % off your next order."],
  ["a sum with its currency's digits", { type: "fixed", value: "5", currency_code: "eur" }, ": 5.00 EUR off your next order."],
  ["yen as they are", { type: "fixed", value: "500", currency_code: "jpy" }, ": 500 JPY off"],
  ["the smallest order", { currency_code: "eur", minimum_amount: "40" }, ": 12.5 % off your next order of 40.00 EUR or more."],
  ["the last day", { ends_at: "2026-12-24T10:00:00.000Z" }, "with this e-mail address, until 2026-12-24."],
  ["no day where there is none", {}, "with this e-mail address."],
])("writes %s", (_what, change, sentence) => expect(textOf(change)).toContain(sentence))
