/**
 * Money as providers report it. Most give integer minor units with a currency; a Medusa payment
 * provider answers in major units and leaves the currency to the payment session.
 */
export type Amount = { readonly minor: bigint; readonly currency: string } | { readonly major: string }

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * ISO 4217 currencies that do not have two digits after the point. Not asked of Intl: its data follows everyday use,
 * where forints and rupiahs have none, while providers count them in hundredths.
 */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"].map(
    (code) => [code, 0] as const,
  ),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
  ...["CLF", "UYW"].map((code) => [code, 4] as const),
])

/**
 * Digits after the point of an ISO 4217 currency, in any case (EUR 2, JPY 0, KWD 3); unknown codes count 2.
 *
 * @example
 * ```ts
 * exponentOf("EUR") // 2
 * exponentOf("JPY") // 0
 * exponentOf("KWD") // 3
 * ```
 */
export const exponentOf = (currency: string): number => EXPONENTS.get(currency.toUpperCase()) ?? 2

/** Expands `1e21`-style numbers, which `String(number)` writes for large and tiny values. */
function plainDecimal(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i.exec(text)
  if (!match) return text
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match
  const digits = whole + fraction
  const point = whole.length + Number(exponent)
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits.padEnd(point, "0")
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/**
 * Major units ("24.95", 24.95) to integer minor units, without floating point.
 * Throws RangeError for text that is no decimal, or that is finer than the currency knows.
 *
 * @example
 * ```ts
 * toMinor("24.95", "EUR") // 2495n
 * toMinor("24", "JPY") // 24n
 * toMinor("24.951", "EUR") // throws RangeError
 * ```
 */
export function toMinor(major: string | number, currency: string): bigint {
  const match = DECIMAL.exec(plainDecimal(String(major).trim()))
  if (!match) throw new RangeError(`"${major}" is not a decimal amount`)
  const [, sign = "", whole = "", fraction = ""] = match
  const exponent = exponentOf(currency)
  const excess = fraction.slice(exponent)
  if (/[1-9]/.test(excess)) throw new RangeError(`"${major}" is finer than ${currency} allows`)
  const minor = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, "0"))
  return sign ? -minor : minor
}

/**
 * As `toMinor`, for amounts that Medusa computed (shares of a tax, a percentage off): digits finer than the currency are rounded
 * half away from zero, as they are when the payment is created at the provider.
 */
export function roundToMinor(major: string | number, currency: string): bigint {
  const match = DECIMAL.exec(plainDecimal(String(major).trim()))
  if (!match) throw new RangeError(`"${major}" is not a decimal amount`)
  const [, sign = "", whole = "", fraction = ""] = match
  const exponent = exponentOf(currency)
  const kept = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, "0"))
  const minor = (fraction[exponent] ?? "0") >= "5" ? kept + 1n : kept
  return sign ? -minor : minor
}

/**
 * Integer minor units to a decimal string in major units ("2495" EUR → "24.95").
 *
 * @example
 * ```ts
 * toMajor(2495n, "EUR") // "24.95"
 * toMajor(24n, "JPY") // "24"
 * ```
 */
export function toMajor(minor: bigint, currency: string): string {
  const exponent = exponentOf(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0")
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = digits.slice(digits.length - exponent)
  return `${minor < 0n ? "-" : ""}${whole}${exponent ? `.${fraction}` : ""}`
}

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
export const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/**
 * The sum of amounts in minor units of one currency; undefined if there is none, or if one is missing, in major units or in
 * another currency.
 */
export function sumOf(amounts: readonly (Amount | undefined)[]): Amount | undefined {
  let minor = 0n
  let currency: string | undefined
  for (const amount of amounts) {
    if (!amount || "major" in amount || (currency && amount.currency !== currency)) return undefined
    currency = amount.currency
    minor += amount.minor
  }
  return currency === undefined ? undefined : { minor, currency }
}
