import { exponentOf, roundToMinor, toMajor } from "../../services/domain/money"

/** A coupon as its customer is told of it. */
export interface Coupon {
  readonly code: string
  readonly type: "percentage" | "fixed"
  /** Per cent, or a sum in major units. */
  readonly value: string
  /** The currency that it works in; null: any. */
  readonly currency_code: string | null
  /** Smallest sum of items that it can be used on, in major units. */
  readonly minimum_amount: string | null
  readonly ends_at: string | null
}

/** The message that hands a coupon over. */
export const couponMessage = (coupon: Coupon, what: string, shop: string): { subject: string; lines: string[] } => ({
  subject: `A thank-you for ${what}`,
  lines: [
    `Thank you for ${what}${shop}. Your coupon code is ${coupon.code}: ${worth(coupon)} your next order${least(coupon)}.`,
    `It can be used once, with this e-mail address${coupon.ends_at ? `, until ${coupon.ends_at.slice(0, 10)}` : ""}.`,
  ],
})

const worth = ({ type, value, currency_code }: Coupon): string =>
  type === "fixed" ? `${sum(value, currency_code)} off` : `${value} % off`

const least = ({ minimum_amount, currency_code }: Coupon): string =>
  minimum_amount ? ` of ${sum(minimum_amount, currency_code)} or more` : ""

/** "5" euros are 5.00 EUR; a finer sum than the currency knows is left as the merchant wrote it. */
function sum(major: string, currency: string | null): string {
  if (!currency) return major
  const digits = major.split(".")[1]?.length ?? 0
  const exact = digits <= exponentOf(currency) ? toMajor(roundToMinor(major, currency), currency) : major
  return `${exact} ${currency.toUpperCase()}`
}
