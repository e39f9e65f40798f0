import { InvalidAmountError } from "./errors"
import { isMoneyFact } from "./facts"
import { toMajor, toMinor } from "./money"
import { reportedBy, type ItemOfMoney } from "./reported-money"

interface AcceptedItem extends ItemOfMoney {
  readonly currency_code: string | null
}

/** Whether an item is about money whose sum nobody reported: whoever accepts it says the sum. */
export const needsSum = (item: AcceptedItem): boolean =>
  isMoneyFact(item.data.fact as string | undefined) && reportedBy(item).amount === null

/**
 * The sum with which a person accepts an item, in integer minor units of its currency; undefined where the report has the sum.
 * `given` is in major units, as text (`"24.95"`). Throws InvalidAmountError: the sum is missing or was reported, is no decimal, not
 * above zero, finer than the currency, or more than was asked for.
 *
 * @example
 * ```ts
 * acceptedSum(unreported, "24.95") // 2495n
 * acceptedSum(unreported, undefined) // throws InvalidAmountError
 * ```
 */
export function acceptedSum(item: AcceptedItem, given: string | undefined): bigint | undefined {
  if (!needsSum(item)) {
    if (given === undefined) return undefined
    throw new InvalidAmountError(`must be left out: ${whyLeftOut(item)}`)
  }
  if (given === undefined) throw new InvalidAmountError("is required: no amount was reported, so give the sum that was paid")
  if (!item.currency_code) throw new InvalidAmountError("cannot be taken: the currency of the payment is not known")
  const sum = minorIn(given, item.currency_code)
  if (sum <= 0n) throw new InvalidAmountError("must be greater than 0")
  // Without a report, the item shows the sum that the payer was asked for.
  if (item.amount !== null && sum > BigInt(item.amount)) {
    const most = `${toMajor(BigInt(item.amount), item.currency_code)} ${item.currency_code.toUpperCase()}`
    throw new InvalidAmountError(`must not be more than was asked for (${most})`)
  }
  return sum
}

function whyLeftOut(item: AcceptedItem): string {
  const { amount } = reportedBy(item)
  if (amount === null || !item.currency_code) return "the item is not about money without a sum"
  return `the provider reported ${toMajor(BigInt(amount), item.currency_code)} ${item.currency_code.toUpperCase()}`
}

/** As a person writes it: `1e3` is more likely a slip than a thousand. */
const PLAIN = /^-?\d{1,18}(?:\.\d{1,9})?$/

function minorIn(given: string, currency: string): bigint {
  try {
    if (!PLAIN.test(given)) throw new RangeError(`"${given}" is no plain decimal`)
    return toMinor(given, currency)
  } catch (cause) {
    const message = `must be a decimal in major units of ${currency.toUpperCase()}, such as "${toMajor(2495n, currency)}"`
    throw new InvalidAmountError(message, { cause })
  }
}
