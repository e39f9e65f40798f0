import { cleanValue } from "./clean"
import { isolate, type Direction } from "./direction"
import { formatDay, formatMoment } from "./format-date"
import { formatMajor, formatMoney, formatPercent } from "./format-money"
import type { Coupon, MessageData, PaymentMethod } from "./message-data"
import type { Values } from "./variables"

interface Setting {
  /** The locale that sums and dates are formatted for; the message's language may be another region's. */
  readonly formatLocale: string
  readonly direction: Direction
  readonly shopName: string | undefined
  readonly supportEmail: string | undefined
  readonly url: string | undefined
  readonly unsubscribeUrl: string | undefined
}

/** The values that a message may use, each as one line of clean text. */
export function valuesOf(data: MessageData, setting: Setting): Values {
  const { formatLocale: locale, direction } = setting
  const money = (minor: string | null | undefined) =>
    minor && data.currency_code ? formatMoney(minor, data.currency_code, locale) : ""
  const plain = {
    shop: data.shop_name ?? setting.shopName,
    order: data.order_display_id,
    amount: money(data.amount),
    remaining: money(data.remaining_amount === "0" ? null : data.remaining_amount),
    reason: data.reason_code,
    detail: data.detail && `${data.detail}.`.replace(/\.\.$/, "."),
    account: data.account,
    provider_payment: data.provider_payment_id,
    due: data.evidence_due_by && formatMoment(data.evidence_due_by, locale),
    ...methodValues(data.payment_method, locale),
    ...couponValues(data.coupon, locale),
  }
  const values = Object.fromEntries(
    Object.entries(plain).map(([name, value]) => [name, show(value, name === "code" ? undefined : direction)]),
  ) as Record<keyof typeof plain, string>
  return {
    ...values,
    has_shop: yesNo(values.shop),
    has_order: yesNo(values.order),
    has_remaining: yesNo(values.remaining),
    has_brand: yesNo(values.brand),
    has_last4: yesNo(values.last4),
    has_minimum: yesNo(values.minimum),
    has_ends: yesNo(values.ends),
    has_account: yesNo(values.account),
    has_provider_payment: yesNo(values.provider_payment),
    has_due: yesNo(values.due),
    about: values.order ? (values.amount ? "both" : "order") : values.amount ? "amount" : "none",
    url: setting.url ?? "",
    unsubscribe_url: setting.unsubscribeUrl ?? "",
    support_email: setting.supportEmail ?? "",
    count: data.count ?? 1,
  }
}

const yesNo = (text: string): "yes" | "no" => (text ? "yes" : "no")

/** Without a direction for text that people copy: a mark would be copied along. */
function show(value: string | number | null | undefined, direction: Direction | undefined): string {
  const text = cleanValue(String(value ?? ""))
  return text && direction ? isolate(text, direction) : text
}

/** Card schemes in their own spelling; others get a capital. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: "American Express",
  american_express: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
}

function methodValues(method: PaymentMethod | undefined, locale: string) {
  const { brand, last4, expires_on: expires } = method ?? {}
  return {
    brand: brand && (BRANDS[brand.toLowerCase()] ?? brand.charAt(0).toUpperCase() + brand.slice(1)),
    last4,
    expires: expires && formatDay(expires, locale),
  }
}

function couponValues(coupon: Coupon | undefined, locale: string) {
  if (!coupon) return { code: "", worth: "", minimum: "", ends: "" }
  const { code, type, value, currency_code: currency, minimum_amount: minimum, ends_at: ends } = coupon
  return {
    code,
    worth: type === "fixed" ? formatMajor(value, currency, locale) : formatPercent(value, locale),
    minimum: minimum && formatMajor(minimum, currency, locale),
    ends: ends && formatDay(ends, locale),
  }
}
