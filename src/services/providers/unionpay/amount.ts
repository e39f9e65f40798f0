import type { Amount } from "../../domain/money"

/**
 * ISO 4217 numbers of currencies in hundredths. Those without hundredths (yen, won) are left out: UnionPay documents the amount
 * as fen only, so its unit for them would be a guess, and money without a readable amount is quarantined.
 */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ["156", "CNY"],
  ["344", "HKD"],
  ["446", "MOP"],
  ["901", "TWD"],
  ["840", "USD"],
  ["978", "EUR"],
  ["826", "GBP"],
  ["702", "SGD"],
  ["036", "AUD"],
  ["554", "NZD"],
  ["124", "CAD"],
  ["756", "CHF"],
  ["764", "THB"],
  ["458", "MYR"],
])

/** `txnAmt` and `currencyCode` as money; undefined where either cannot be read exactly. */
export function unionPayAmount(txnAmt: string | undefined, currencyCode: string | undefined): Amount | undefined {
  const currency = CURRENCIES.get(currencyCode ?? "")
  return currency && txnAmt && /^\d{1,12}$/.test(txnAmt) ? { minor: BigInt(txnAmt), currency } : undefined
}

/** ISO 4217's number of a currency that `unionPayAmount` reads. */
export const unionPayNumberOf = (currency: string): string | undefined =>
  [...CURRENCIES].find(([, code]) => code === currency.toUpperCase())?.[0]
