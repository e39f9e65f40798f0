import { exponentOf, roundToMinor, toMajor } from "../../domain/money"

/** Integer minor units as people write the sum (2500 eur: "€25.00", "25,00 €"), exact whatever its size. */
export const formatMoney = (minor: string, currency: string, locale: string): string =>
  show(toMajor(BigInt(minor), currency), currency, locale, exponentOf(currency))

/** Major units as the merchant wrote them: "5" euros are €5.00; a sum that is finer than the currency stays as it is. */
export function formatMajor(major: string, currency: string | null, locale: string): string {
  const digits = major.split(".")[1]?.length ?? 0
  if (!currency) return new Intl.NumberFormat(locale, { minimumFractionDigits: digits }).format(exact(major))
  const exponent = exponentOf(currency)
  if (digits > exponent) return show(major, currency, locale, digits)
  return show(toMajor(roundToMinor(major, currency), currency), currency, locale, exponent)
}

/** "12.5" as "12.5%", "12,5 %". */
export const formatPercent = (value: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "unit", unit: "percent", maximumFractionDigits: 20 }).format(exact(value))

/** The digits come from our own table: Intl's follows everyday use, where forints have none, while payments are counted in hundredths. */
function show(major: string, currency: string, locale: string, digits: number): string {
  const precise = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const code = currency.toUpperCase()
  if (!/^[A-Z]{3}$/.test(code)) return `${new Intl.NumberFormat(locale, precise).format(exact(major))} ${code}`
  return new Intl.NumberFormat(locale, { style: "currency", currency: code, ...precise }).format(exact(major))
}

/** Intl reads decimal text digit by digit; as a number it would lose cents beyond 2^53. */
const exact = (decimal: string) => decimal as `${number}`
